"""The outcome of a check in Finnish, for a terminal and for GitHub Actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handbook.check import Outcome, Whole
from handbook.reading.problems import Problem
from handbook.upkeep.model import Yllapito
from handbook.upkeep.reviews import never_reviewed, overdue, overdue_text


def report(outcome: Outcome, *, today: date, annotate: bool = False) -> str:
    """All problems, a line each, and their number; or that all is well, and what is due for review ``today``.

    ``annotate`` adds a workflow command for each problem, so that GitHub shows it beside its row.
    """
    if outcome.whole:
        return _in_order(outcome.whole, today)
    return problems_text(outcome.problems, annotate=annotate)


def problems_text(problems: Sequence[Problem], *, annotate: bool = False) -> str:
    """The problems, a line each, and their number; ``annotate`` is as in :func:`report`."""
    rows = [str(problem) for problem in problems]
    if annotate:
        rows += [problem.annotation() for problem in problems]
    count = "1 ongelma" if len(problems) == 1 else f"{len(problems)} ongelmaa"
    return "\n".join([*rows, f"Sisällössä on {count}. Sivustoa ei julkaista ennen kuin ne on korjattu."])


def _in_order(whole: Whole, today: date) -> str:
    kirja, yllapito = whole.kirja, whole.records(Yllapito)
    rows = [
        f"Sisältö on kunnossa: {len(kirja.sivut)} sivua, {len(kirja.palvelut)} palvelua ja tahoa, "
        f"{len(kirja.faktat)} väittämää, {len(kirja.lahteet)} lähdettä, {len(kirja.termit)} termiä."
    ]
    if expired := overdue(yllapito, kirja, today):
        rows.append(f"Tarkistettava uudelleen:\n{overdue_text(expired)}")
    if unreviewed := never_reviewed(yllapito, kirja):
        rows.append(f"Tarkistamatta vielä: {len(unreviewed)} sivua.")
    return "\n".join(rows)


def warnings_report(warnings: Sequence[Problem], *, annotate: bool = False) -> str:
    """Advice that does not prevent publishing, worded as such; empty if there is none.

    ``annotate`` is as in :func:`report`.
    """
    if not warnings:
        return ""
    count = "1 huomautus" if len(warnings) == 1 else f"{len(warnings)} huomautusta"
    rows = [
        f"Kielestä on {count}. Ne eivät estä julkaisua.",
        *(f"  huomautus: {warning}" for warning in warnings),
    ]
    if annotate:
        rows += [warning.annotation("warning") for warning in warnings]
    return "\n".join(rows)
