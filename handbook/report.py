"""The outcome of a check in words, for a terminal and for GitHub Actions."""

from __future__ import annotations

from handbook.checks import Tarkastus


def report(tarkastus: Tarkastus, *, annotate: bool = False) -> str:
    """All problems, a line each, and how many there are; or one line that all is well.

    ``annotate`` adds a workflow command for each problem, so that GitHub shows it beside its row.
    """
    ongelmat = tarkastus.ongelmat
    if not ongelmat:
        kirja = tarkastus.kasikirja
        assert kirja is not None, "no problems means a handbook"
        return (f"Sisältö on kunnossa: {len(kirja.sivut)} sivua, {len(kirja.palvelut)} palvelua ja tahoa, "
                f"{len(kirja.faktat)} väittämää, {len(kirja.lahteet)} lähdettä, {len(kirja.termit)} termiä.")
    rivit = [str(ongelma) for ongelma in ongelmat]
    if annotate:
        rivit += [ongelma.annotation() for ongelma in ongelmat]
    maara = "1 ongelma" if len(ongelmat) == 1 else f"{len(ongelmat)} ongelmaa"
    return "\n".join([*rivit, f"Sisällössä on {maara}. Sivustoa ei julkaista ennen kuin ne on korjattu."])
