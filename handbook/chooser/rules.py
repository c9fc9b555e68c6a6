"""The rules engine of the service chooser: answers → every service with its level and the reasons for it.

The meaning of the rules, in the words of the data:

* A criterion gives each answer a level: ``sopii`` → recommended, ``selvita`` → find out first, ``ei`` → not
  now. Where several options may be chosen, the best of the chosen ones counts.
* In a ``jokin`` group the best criterion counts. Over the groups of a service the weakest one decides;
  ``enintaan`` caps the level that it gives.
* A question is asked only while its answer can still change the level of some service.

``docs/assets/javascripts/chooser-rules.js`` is the same engine for the browser, function by function; the
tests walk every possible set of answers through both and compare levels, order and reasons. Change both or
neither.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from handbook.chooser.model import Kriteeri, Kysely, Vaihtoehto, Valinta

# Question id → ids of the chosen options, in the order of the question's options. A question that is left out
# was not asked, since its answer could change nothing.
Vastaukset = Mapping[str, tuple[str, ...]]


class Taso(IntEnum):
    """How strongly the rules point to a service. The names are those of the result's ``data-tulos``."""

    EI = 0
    SELVITA = 1
    SUOSITELLAAN = 2


# The names of the levels in a sentence, the best first.
LEVEL_NAMES: Mapping[Taso, str] = {
    Taso.SUOSITELLAAN: "suositellaan",
    Taso.SELVITA: "selvitä ensin",
    Taso.EI: "ei nyt",
}


@dataclass(frozen=True)
class Perustelu:
    """One reason: the end of a sentence, and the question whose criterion gives it (and so its ground).

    ``tulkinta`` says that the source does not state outright what the answer means for the service.
    """

    teksti: str
    kysymys: str
    tulkinta: bool = False


@dataclass(frozen=True)
class Tulos:
    """What the rules say of one service."""

    palvelu: str
    taso: Taso
    perustelut: tuple[Perustelu, ...]


class Chooser:
    """The rules of one handbook.

    ``palvelut`` maps the id of each outcome to its criteria, in the order in which outcomes of one level are
    shown. A question is in at most one criterion of a service (:mod:`handbook.chooser.checks`): that is
    what makes :meth:`asked` exact.
    """

    def __init__(self, kysely: Kysely, palvelut: Mapping[str, Valinta]) -> None:
        self.kysely = kysely
        self.kysymys = kysely.kysymys
        self.palvelut = palvelut
        self._tulokset: dict[tuple[str, tuple[tuple[str, ...] | None, ...]], Tulos] = {}
        self._merkitsevat: dict[tuple[str, tuple[tuple[str, ...] | None, ...]], bool] = {}

    @cached_property
    def kysymykset(self) -> Mapping[str, tuple[str, ...]]:
        """For each outcome the questions its criteria look at."""
        return {
            palvelu: tuple(kriteeri.kysymys for ryhma in valinta.ryhmat for kriteeri in ryhma)
            for palvelu, valinta in self.palvelut.items()
        }

    @cached_property
    def _toverit(self) -> Mapping[str, tuple[str, ...]]:
        return {
            tunnus: tuple(
                {toveri: None for omat in self.kysymykset.values() if tunnus in omat for toveri in omat}
            )
            for tunnus in self.kysymys
        }

    def evaluate(self, vastaukset: Vastaukset) -> tuple[Tulos, ...]:
        """Every outcome with its level and reasons, the best level first, each level in the data's order."""
        tulokset = [self.outcome(palvelu, vastaukset) for palvelu in self.palvelut]
        return tuple(sorted(tulokset, key=lambda tulos: tulos.taso, reverse=True))

    def outcome(self, palvelu: str, vastaukset: Vastaukset) -> Tulos:
        """The result of one service; remembered, as it depends on the answers to its own questions only."""
        avain = palvelu, tuple(map(vastaukset.get, self.kysymykset[palvelu]))
        if avain not in self._tulokset:
            self._tulokset[avain] = self._laske(palvelu, vastaukset)
        return self._tulokset[avain]

    def asked(self, vastaukset: Vastaukset) -> tuple[str, ...]:
        """The questions asked of someone who answers so, in order, up to the first one not answered.

        If the last of them is in ``vastaukset``, everything that matters is answered. Answers to other
        questions are not looked at.
        """
        kysytyt: list[str] = []
        annetut: dict[str, tuple[str, ...]] = {}
        for tunnus in self.kysymys:
            if self._matters(tunnus, annetut):
                kysytyt.append(tunnus)
                if tunnus not in vastaukset:
                    break
                annetut[tunnus] = vastaukset[tunnus]
        return tuple(kysytyt)

    def contradictions(self, vastaukset: Vastaukset) -> tuple[str, ...]:
        """The messages of answers that contradict each other."""
        return tuple(
            r.viesti
            for r in self.kysely.ristiriidat
            if all(set(vastaukset.get(tunnus, ())).intersection(arvot) for tunnus, arvot in r.jos.items())
        )

    def criterion(self, palvelu: str, kysymys: str) -> Kriteeri:
        """The criterion of an outcome that looks at a question: the ground of a :class:`Perustelu`."""
        return next(
            kriteeri
            for ryhma in self.palvelut[palvelu].ryhmat
            for kriteeri in ryhma
            if kriteeri.kysymys == kysymys
        )

    def choices(self, tunnus: str) -> tuple[tuple[str, ...], ...]:
        """Every possible answer to one question."""
        kysymys = self.kysymys[tunnus]
        if not kysymys.monivalinta:
            return tuple((v.id,) for v in kysymys.vaihtoehdot)
        yhdessa = [v.id for v in kysymys.vaihtoehdot if not v.poissulkeva]
        joukot = (joukko for n in range(1, len(yhdessa) + 1) for joukko in itertools.combinations(yhdessa, n))
        return (*joukot, *((v.id,) for v in kysymys.vaihtoehdot if v.poissulkeva))

    def answer_sets(self) -> Iterator[Vastaukset]:
        """Every possible set of answers to all questions, the last question changing fastest."""
        for valinnat in itertools.product(*map(self.choices, self.kysymys)):
            yield dict(zip(self.kysymys, valinnat, strict=True))

    def paths(self) -> Iterator[Vastaukset]:
        """Every way through the questions as they are asked: what a reader can end with."""
        return self._paths({}, tuple(self.kysymys))

    def _paths(self, annetut: Vastaukset, jaljella: tuple[str, ...]) -> Iterator[Vastaukset]:
        for i, tunnus in enumerate(jaljella):
            if self._matters(tunnus, annetut):
                for valitut in self.choices(tunnus):
                    yield from self._paths({**annetut, tunnus: valitut}, jaljella[i + 1 :])
                return
        yield annetut

    def as_data(self) -> dict[str, Any]:
        """The rules as plain data for ``chooser-rules.js``: what the engine and the questions need."""
        palvelut = [
            {
                "id": palvelu,
                **({"enintaan": valinta.enintaan} if valinta.enintaan else {}),
                "ryhmat": [
                    [
                        kriteeri.model_dump(
                            include={"kysymys", "sopii", "selvita", "ei", "huomio", "tulkinta"},
                            exclude_defaults=True,
                        )
                        for kriteeri in ryhma
                    ]
                    for ryhma in valinta.ryhmat
                ],
            }
            for palvelu, valinta in self.palvelut.items()
        ]
        return {
            "kysymykset": [kysymys.model_dump(exclude_defaults=True) for kysymys in self.kysely.kysymykset],
            "palvelut": palvelut,
            "ristiriidat": [ristiriita.model_dump() for ristiriita in self.kysely.ristiriidat],
        }

    def _laske(self, palvelu: str, vastaukset: Vastaukset) -> Tulos:
        valinta = self.palvelut[palvelu]
        ryhmat = [
            [
                (kriteeri, _taso(kriteeri, vastaukset[kriteeri.kysymys]))
                for kriteeri in ryhma
                if kriteeri.kysymys in vastaukset
            ]
            for ryhma in valinta.ryhmat
        ]
        parhaat = [(ryhma, max(oma for _, oma in ryhma)) for ryhma in ryhmat if ryhma]
        heikoin = min((paras for _, paras in parhaat), default=Taso.SUOSITELLAAN)
        taso = min(heikoin, _katto(valinta))
        perustelut = {
            kriteeri.kysymys: self._perustelut(kriteeri, taso, vastaukset[kriteeri.kysymys])
            for ryhma, paras in parhaat
            if paras == heikoin
            for kriteeri, oma in ryhma
            if oma == heikoin
        }
        # "Suositellaan, koska tilanne ei ole tiedossa" is a reason only where there is no other.
        tietavat = {tunnus for tunnus in perustelut if not self._avoin(tunnus, vastaukset[tunnus])}
        if taso is Taso.SUOSITELLAAN and tietavat:
            perustelut = {tunnus: omat for tunnus, omat in perustelut.items() if tunnus in tietavat}
        return Tulos(palvelu, taso, tuple(p for omat in perustelut.values() for p in omat))

    def _perustelut(self, kriteeri: Kriteeri, taso: Taso, valitut: Sequence[str]) -> list[Perustelu]:
        """The reasons of one deciding criterion: the end of the sentence that ``taso`` begins."""
        kysymys = self.kysymys[kriteeri.kysymys]
        oma = _taso(kriteeri, valitut)
        vaihtoehdot = [v for v in kysymys.vaihtoehdot if v.id in valitut and _taso(kriteeri, (v.id,)) == oma]
        poissulkeva = any(v.poissulkeva for v in vaihtoehdot)
        if taso is not Taso.EI or not kysymys.monivalinta or poissulkeva:
            tulkinnat: dict[str, bool] = {}
            for v in vaihtoehdot:
                teksti = kriteeri.huomio.get(v.id, kysymys.selvita if taso is Taso.SELVITA else v.lause)
                tulkinnat[teksti] = tulkinnat.get(teksti, False) or v.id in kriteeri.tulkinta
        else:
            # Of a multiple choice the reason against is what was not chosen.
            huomiot = [kriteeri.huomio[v.id] for v in vaihtoehdot if v.id in kriteeri.huomio]
            puuttuvat = [v for v in kysymys.vaihtoehdot if v.id in (kriteeri.sopii or kriteeri.selvita)]
            yhdessa = [v for v in puuttuvat if not v.poissulkeva]
            tulkinta = any(v.id in kriteeri.tulkinta for v in vaihtoehdot)
            tulkinnat = dict.fromkeys(huomiot or [_vastaan(v) for v in yhdessa or puuttuvat], tulkinta)
        return [Perustelu(teksti, kysymys.id, tulkinta) for teksti, tulkinta in tulkinnat.items()]

    def _avoin(self, tunnus: str, valitut: Sequence[str]) -> bool:
        return all(v.avoin for v in self.kysymys[tunnus].vaihtoehdot if v.id in valitut)

    def _matters(self, tunnus: str, annetut: Vastaukset) -> bool:
        """:meth:`_can_change_a_level`, remembered by the answers to questions that share a service."""
        avain = tunnus, tuple(map(annetut.get, self._toverit[tunnus]))
        if avain not in self._merkitsevat:
            self._merkitsevat[avain] = self._can_change_a_level(tunnus, annetut)
        return self._merkitsevat[avain]

    def _can_change_a_level(self, tunnus: str, annetut: Vastaukset) -> bool:
        """Whether the answer to ``tunnus`` can still change a service's level, whatever is answered later.

        A service is the most sensitive to the question when everything else speaks for it as strongly as it
        still can, and the other criteria of the question's own group as weakly as they can: if its level does
        not move then, it never does.
        """
        for palvelu, valinta in self.palvelut.items():
            if tunnus not in self.kysymykset[palvelu]:
                continue
            katto, pohja = _katto(valinta), Taso.EI
            oma: list[Taso] = []
            for ryhma in valinta.ryhmat:
                kuuluu = any(kriteeri.kysymys == tunnus for kriteeri in ryhma)
                tasot = []
                for kriteeri in ryhma:
                    if kriteeri.kysymys == tunnus:
                        oma = _mahdolliset(kriteeri)
                    elif kriteeri.kysymys in annetut:
                        tasot.append(_taso(kriteeri, annetut[kriteeri.kysymys]))
                    else:
                        tasot.append((min if kuuluu else max)(_mahdolliset(kriteeri)))
                if kuuluu:
                    pohja = max(tasot, default=Taso.EI)
                else:
                    katto = min(katto, max(tasot))
            if len({min(katto, max(pohja, taso)) for taso in oma}) > 1:
                return True
        return False


def _vastaan(vaihtoehto: Vaihtoehto) -> str:
    assert vaihtoehto.lause_ei is not None, (
        "every option of a multiple choice has one (handbook.chooser.checks)"
    )
    return vaihtoehto.lause_ei


def _katto(valinta: Valinta) -> Taso:
    return Taso.SELVITA if valinta.enintaan else Taso.SUOSITELLAAN


def _taso(kriteeri: Kriteeri, valitut: Sequence[str]) -> Taso:
    """The best level among the chosen options."""
    if any(v in kriteeri.sopii for v in valitut):
        return Taso.SUOSITELLAAN
    return Taso.SELVITA if any(v in kriteeri.selvita for v in valitut) else Taso.EI


def _mahdolliset(kriteeri: Kriteeri) -> list[Taso]:
    """The levels that some answer gives."""
    luettelot = {Taso.SUOSITELLAAN: kriteeri.sopii, Taso.SELVITA: kriteeri.selvita, Taso.EI: kriteeri.ei}
    return [taso for taso, luettelo in luettelot.items() if luettelo]


def fragment(vastaukset: Vastaukset) -> str:
    """The link to these answers, from its ``#`` on: ``#!tilanne=tyoton&tarpeet=arvio.arki``."""
    return "#!" + "&".join(f"{tunnus}={'.'.join(valitut)}" for tunnus, valitut in vastaukset.items())
