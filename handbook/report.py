"""The outcome of a check in words, for a terminal and for GitHub Actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handbook.check import Outcome
from handbook.reading.problems import Problem
from handbook.upkeep.model import Yllapito
from handbook.upkeep.reviews import never_reviewed, overdue, overdue_text


def report(outcome: Outcome, *, tanaan: date, annotate: bool = False) -> str:
    """All problems, a line each, and how many there are; or that all is well, and what is due for a review by ``tanaan``.

    ``annotate`` adds a workflow command for each problem, so that GitHub shows it beside its row.
    """
    ongelmat = outcome.problems
    if outcome.whole:
        kirja, upkeep = outcome.whole.kirja, outcome.whole.records(Yllapito)
        eraantyneet, tarkistamatta = overdue(upkeep, kirja, tanaan), never_reviewed(upkeep, kirja)
        yllapito = [f"Tarkistettava uudelleen:\n{overdue_text(eraantyneet)}"] if eraantyneet else []
        yllapito += [f"Tarkistamatta vielä: {len(tarkistamatta)} sivua."] if tarkistamatta else []
        kunnossa = (
            f"Sisältö on kunnossa: {len(kirja.sivut)} sivua, {len(kirja.palvelut)} palvelua ja tahoa, "
            f"{len(kirja.faktat)} väittämää, {len(kirja.lahteet)} lähdettä, {len(kirja.termit)} termiä."
        )
        return "\n".join([kunnossa, *yllapito])
    rivit = [str(ongelma) for ongelma in ongelmat]
    if annotate:
        rivit += [ongelma.annotation() for ongelma in ongelmat]
    maara = "1 ongelma" if len(ongelmat) == 1 else f"{len(ongelmat)} ongelmaa"
    return "\n".join([*rivit, f"Sisällössä on {maara}. Sivustoa ei julkaista ennen kuin ne on korjattu."])


def warnings_report(huomautukset: Sequence[Problem], *, annotate: bool = False) -> str:
    """Advice that does not keep the content from being published, in words of its own; empty if there is none."""
    if not huomautukset:
        return ""
    maara = "1 huomautus" if len(huomautukset) == 1 else f"{len(huomautukset)} huomautusta"
    rivit = [
        f"Kielestä on {maara}. Ne eivät estä julkaisua.",
        *(f"  huomautus: {huomautus}" for huomautus in huomautukset),
    ]
    if annotate:
        rivit += [huomautus.annotation("warning") for huomautus in huomautukset]
    return "\n".join(rivit)
