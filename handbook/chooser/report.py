"""What the rules of the service chooser amount to over all sets of answers: for whoever changes a rule."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.chooser.rules import Chooser, Taso, Vastaukset, fragment

SANAT: Mapping[Taso, str] = {
    Taso.SUOSITELLAAN: "suositellaan",
    Taso.SELVITA: "selvitä ensin",
    Taso.EI: "ei nyt",
}


@dataclass(frozen=True)
class Analysis:
    """Counts over all sets of answers.

    ``tasot`` maps each outcome to how many sets lead to it at each level; ``kysytyt`` maps a number of
    questions to how many sets are done after so many; ``suositukset`` likewise for the number of recommended
    outcomes. ``umpikujat`` are the ways through the questions at whose end nothing fits, ``perustelematta``
    those where an outcome lacks a reason, ``ristiriidat`` maps each message to how many sets raise it.
    """

    joukkoja: int
    tasot: Mapping[str, Mapping[Taso, int]]
    kysytyt: Mapping[int, int]
    suositukset: Mapping[int, int]
    ristiriidat: Mapping[str, int]
    umpikujat: tuple[Vastaukset, ...]
    perustelematta: tuple[Vastaukset, ...]


def analyse(valitsin: Chooser) -> Analysis:
    """Walks every way through the questions; it stands for all sets that differ in what it does not ask."""
    vaihtoehtoja = {tunnus: len(valitsin.choices(tunnus)) for tunnus in valitsin.kysymys}
    tasot: dict[str, Counter[Taso]] = {palvelu: Counter() for palvelu in valitsin.palvelut}
    kysytyt: Counter[int] = Counter()
    suositukset: Counter[int] = Counter()
    ristiriidat: Counter[str] = Counter({ristiriita.viesti: 0 for ristiriita in valitsin.kysely.ristiriidat})
    umpikujat, perustelematta = [], []
    for vastaukset in valitsin.paths():
        paino = math.prod(maara for tunnus, maara in vaihtoehtoja.items() if tunnus not in vastaukset)
        tulokset = valitsin.evaluate(vastaukset)
        for tulos in tulokset:
            tasot[tulos.palvelu][tulos.taso] += paino
        kysytyt[len(vastaukset)] += paino
        suositukset[sum(tulos.taso is Taso.SUOSITELLAAN for tulos in tulokset)] += paino
        ristiriidat.update(dict.fromkeys(valitsin.contradictions(vastaukset), paino))
        if tulokset[0].taso is Taso.EI:
            umpikujat.append(vastaukset)
        if not all(tulos.perustelut for tulos in tulokset):
            perustelematta.append(vastaukset)
    return Analysis(
        math.prod(vaihtoehtoja.values()),
        tasot,
        kysytyt,
        suositukset,
        ristiriidat,
        tuple(umpikujat),
        tuple(perustelematta),
    )


def analysis_text(analyysi: Analysis) -> str:
    """The analysis in Finnish, a screenful."""
    leveys = max(map(len, analyysi.tasot))
    rivit = [
        f"Palveluvalitsin: {_luku(analyysi.joukkoja)} mahdollista vastausjoukkoa.",
        "",
        f"{'':{leveys}}  " + "".join(f"{sana:>16}" for sana in SANAT.values()),
    ]
    rivit += [
        f"{palvelu:{leveys}}  " + "".join(f"{_osuus(tasot[taso], analyysi.joukkoja):>16}" for taso in SANAT)
        for palvelu, tasot in analyysi.tasot.items()
    ]
    rivit += [
        "",
        "Kysymyksiä kysytään:",
        *_jakauma(analyysi.kysytyt, analyysi.joukkoja),
        "",
        "Palveluja ja tahoja suositellaan yhtä aikaa:",
        *_jakauma(analyysi.suositukset, analyysi.joukkoja),
        "",
        "Vastaukset eivät sovi yhteen:",
        *(f"  {_osuus(n, analyysi.joukkoja):>16}  {viesti}" for viesti, n in analyysi.ristiriidat.items()),
    ]
    rivit += [
        "",
        f"Vastauksia, joilla mikään ei sovi: {len(analyysi.umpikujat)}",
        *_esimerkit(analyysi.umpikujat),
        f"Vastauksia, joilla perustelu puuttuu: {len(analyysi.perustelematta)}",
        *_esimerkit(analyysi.perustelematta),
        "Palvelut, joita ei tavoiteta millään vastauksilla: "
        + (
            ", ".join(p for p, t in analyysi.tasot.items() if not t[Taso.SUOSITELLAAN] + t[Taso.SELVITA])
            or "ei yhtään"
        ),
    ]
    return "\n".join(rivit)


def decision_table(valitsin: Chooser, analyysi: Analysis) -> str:
    """All rules on one page, an option a cell: what a change of a rule changes is seen in it.

    The cells are what the criteria say (``+`` speaks for, ``?`` find out first, ``-`` not now); the counts
    are what the engine makes of them over all sets of answers.
    """
    rivit = [
        "# Palveluvalitsimen päätöstaulukko. Tehty komennolla: python -m handbook chooser --taulukko",
        "# + puoltaa, ? selvitä ensin, - ei nyt. Luvut: montako vastausjoukkoa johtaa tulokseen.",
    ]
    for palvelu, valinta in valitsin.palvelut.items():
        tasot = analyysi.tasot[palvelu]
        rivit += [
            "",
            f"{palvelu}: "
            + ", ".join(f"{sana} {_luku(tasot[taso])}" for taso, sana in SANAT.items())
            + (f" (enintään {valinta.enintaan})" if valinta.enintaan else ""),
        ]
        for ryhma in valinta.ryhmat:
            for i, kriteeri in enumerate(ryhma):
                merkit = {
                    **dict.fromkeys(kriteeri.sopii, "+"),
                    **dict.fromkeys(kriteeri.selvita, "?"),
                    **dict.fromkeys(kriteeri.ei, "-"),
                }
                solut = "  ".join(
                    f"{merkit[v.id]} {v.id}{'*' if v.id in kriteeri.huomio else ''}"
                    for v in valitsin.kysymys[kriteeri.kysymys].vaihtoehdot
                )
                alku = "tai" if i else "jokin" if len(ryhma) > 1 else "ja"
                rivit.append(
                    f"  {alku:5} {kriteeri.kysymys:18} {solut}"
                    + (f"  (tulkinta: {', '.join(kriteeri.tulkinta)})" if kriteeri.tulkinta else "")
                )
    return "\n".join(rivit) + "\n"


def _luku(luku: int) -> str:
    return f"{luku:,}".replace(",", " ")


def _osuus(osa: int, kaikki: int) -> str:
    return f"{_luku(osa)} ({100 * osa / kaikki:3.0f} %)"


def _jakauma(maarat: Mapping[int, int], kaikki: int) -> list[str]:
    return [f"  {maara:2}  {_osuus(n, kaikki):>16}" for maara, n in sorted(maarat.items())]


def _esimerkit(polut: tuple[Vastaukset, ...]) -> list[str]:
    return [f"  palveluvalitsin/{fragment(polku)}" for polku in polut[:5]]
