"""Finnish words for the search: base forms, the words inside a compound, and compounds written apart.

Analyses come from Voikko's dictionary (``pyvoikko``). It knows neither every compound of the trade (työhönvalmentaja) nor
two words that share a part (työ- ja toimintakyky); both are taken apart here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

# Word classes that nobody searches by. A word that may be one of them is one: "joilla" is "joka", hardly ever "joki".
_EMPTY = {"sidesana", "asemosana", "kieltosana"}
_NOUNS = {"nimisana", "laatusana", "nimisana_laatusana"}
_COORDINATED = re.compile(r"((?:\w+-, )*)(\w+)- (?:ja|tai|sekä|eli) (\w+)|(\w+) (?:ja|tai|sekä) -(\w+)")


class Sana(NamedTuple):
    """What the search knows of a word as it stands in a text, all in lower case.

    ``perusmuodot``: base forms of the word itself (tuen → tuki, tukea). ``osat``: base forms of the words inside it, also of
    those that some of them make together (sairauspäivärahaa → sairaus, sairauspäivä, päivä, päiväraha, raha). ``loput``: pairs of
    an end of it as it is inflected and the base form of that end (päivärahaa, päiväraha).
    """

    perusmuodot: list[str]
    osat: list[str]
    loput: list[list[str]]


class Dictionary:
    """Analyses words, and remembers them below ``root`` from one build to the next (``.cache/sanat.json``); nowhere if ``None``.

    The file may be deleted at any time. What it holds is trusted only when it was written by this code and this dictionary.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._tiedosto = root / ".cache/sanat.json" if root else None
        self._avain = hashlib.sha256(Path(__file__).read_bytes() + version("pyvoikko").encode()).hexdigest()
        self._sanat: dict[str, Sana] = {}
        self._tunnetut: dict[str, bool] = {}
        self._uusia = False
        try:
            muisti = json.loads(self._tiedosto.read_text(encoding="utf-8")) if self._tiedosto else {}
            if isinstance(muisti, dict) and muisti.get("avain") == self._avain:
                self._sanat = {sana: Sana(*tiedot) for sana, tiedot in muisti["sanat"].items()}
                self._tunnetut = muisti["tunnetut"]
        except (OSError, ValueError):
            pass  # no file yet, or a broken one: every word is analysed anew

    def sana(self, teksti: str) -> Sana:
        """The analysis of one word in lower case."""
        if teksti not in self._sanat:
            self._sanat[teksti], self._uusia = analyse(teksti), True
        return self._sanat[teksti]

    def tunnettu(self, teksti: str) -> bool:
        """Whether a word in lower case is spelt as the dictionary knows it."""
        if teksti not in self._tunnetut:
            from pyvoikko import analyse as lookup  # late, as in _voikko

            self._tunnetut[teksti], self._uusia = bool(lookup(teksti)), True
        return self._tunnetut[teksti]

    def tallenna(self) -> None:
        """Writes the file if anything new was learnt; in one step, since builds may run side by side."""
        if not self._tiedosto or not self._uusia:
            return
        uusi = self._tiedosto.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # where nothing may be written, nothing is remembered
            self._tiedosto.parent.mkdir(exist_ok=True)
            muisti = {"avain": self._avain, "sanat": self._sanat, "tunnetut": self._tunnetut}
            uusi.write_text(json.dumps(muisti, ensure_ascii=False), encoding="utf-8")
            uusi.replace(self._tiedosto)

    def yhdyssanat(self, teksti: str) -> Iterator[tuple[str, str]]:
        """Compounds whose common part is written once: the words as they stand, in lower case, and the compound meant.

        ``työ- ja toimintakykyä`` gives ``("työ- ja toimintakykyä", "työkyky")``.
        """
        for osuma in _COORDINATED.finditer(teksti.lower()):
            edelliset, alku, viimeinen, ensimmainen, loppu = osuma.groups()
            if viimeinen:
                for sana in (*re.findall(r"\w+", edelliset), alku):
                    yield from (
                        (osuma[0], yhdyssana) for yhdyssana in self._longest(sana, self.sana(viimeinen))
                    )
            elif self.sana(ensimmainen).loput:
                muoto, _ = self.sana(ensimmainen).loput[0]
                yield from (
                    (osuma[0], ensimmainen.removesuffix(muoto) + perus)
                    for perus in self.sana(loppu).perusmuodot or [loppu]
                )

    def _longest(self, alku: str, sana: Sana) -> list[str]:
        """The longest compound of ``alku`` and an end of ``sana`` that is a word; else the one with its last word."""
        loput = list(dict.fromkeys(perus for _, perus in sana.loput))
        return (
            [next((alku + loppu for loppu in loput if _voikko(alku + loppu)), alku + loput[-1])]
            if loput
            else []
        )


def analyse(teksti: str) -> Sana:
    """The analysis of a word in lower case; empty for numbers, abbreviations, foreign words and what is too long for a word."""
    if not teksti.isalpha() or not 3 <= len(teksti) <= 60:
        return Sana([], [], [])
    tulokset = [_words(teksti, tulos) for tulos in _voikko(teksti)] or list(_unknown(teksti))
    # Of several ways to take a word apart the one with the fewest parts is meant: aktivointi + suunnitelma, not akti + vointi + …
    vahiten = min(map(len, tulokset), default=0)
    perusmuodot: list[str] = []
    osat: list[str] = []
    loput: list[list[str]] = []
    for sanat in tulokset:
        if len(sanat) > vahiten:
            continue
        for i, j in combinations(range(len(sanat) + 1), 2):
            alku = "".join(muoto for muoto, _ in sanat[i : j - 1])
            muoto, perus = alku + sanat[j - 1][0], alku + sanat[j - 1][1]
            if j - i == len(sanat):
                perusmuodot.append(perus)
                continue
            osat += [perus, *(analyse(perus).osat if j == i + 1 else [])]
            if j == len(sanat):
                loput.append([muoto, perus])
    return Sana(
        _unique(perusmuodot),
        [osa for osa in _unique(osat) if len(osa) > 2 and osa not in perusmuodot],
        [list(pari) for pari in dict.fromkeys(map(tuple, loput))],
    )


@cache
def _voikko(teksti: str) -> list[Any]:
    # Imported only when a word is not remembered: loading the dictionary takes longer than analysing the whole handbook.
    from pyvoikko import analyse as lookup

    tulokset = lookup(teksti)
    return [] if any(tulos.CLASS in _EMPTY for tulos in tulokset) else tulokset


def _words(teksti: str, tulos: Any) -> list[tuple[str, str]]:
    """The words of one analysis: each as it stands in ``teksti``, and its base form."""
    *alut, viimeinen = tulos.COMPOUND_PARTS or [tulos]
    sanat = [(osa.FORM, osa.BASEFORM.lower().replace("=", "")) for osa in alut]
    # Compounds that the dictionary has as one word it marks with "=": työhön=valmennus.
    *seuraavat, perus = viimeinen.BASEFORM.lower().split("=")
    sanat += [(osa, next((a.BASEFORM.lower() for a in _voikko(osa)), osa)) for osa in seuraavat]
    return [*sanat, (teksti[sum(len(muoto) for muoto, _ in sanat) :], perus)]


def _unknown(teksti: str) -> Iterator[list[tuple[str, str]]]:
    """A word that is not in the dictionary, split at its longest known end: työhön + valmentajalta."""
    for i in range(3, len(teksti) - 4):
        tulokset = [tulos for tulos in _voikko(teksti[i:]) if tulos.CLASS in _NOUNS]
        if tulokset:
            alku = next((tulos.BASEFORM.lower() for tulos in _voikko(teksti[:i])), teksti[:i])
            yield from ([(teksti[:i], alku), *_words(teksti[i:], tulos)] for tulos in tulokset)
            return


def _unique(sanat: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sanat))
