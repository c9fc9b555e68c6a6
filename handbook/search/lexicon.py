"""The words of the handbook's texts, as the search knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handbook.language.finnish import Dictionary


class Lexicon:
    """The words that stand in ``tekstit``, in lower case; ``separator`` is what parts words from each other (a regex).

    ``perusmuodot`` maps a word, or a run of words parted by spaces, as it stands to its base forms (tuen: tuki, tukea; työ ja
    toimintakykyä: työkyky). The inflected ends of compounds are there too, since readers search for them (valmennukseen:
    valmennus). ``osat`` maps a base form to the words inside it.
    """

    def __init__(self, tekstit: Iterable[str], sanakirja: Dictionary, *, separator: str) -> None:
        self._sanakirja = sanakirja
        self._separator = re.compile(separator)
        self._rivit: list[list[str]] = []
        self.perusmuodot: dict[str, list[str]] = {}
        for teksti in tekstit:
            self._rivit.append(self._words(teksti))
            for sana in self._rivit[-1]:
                self.perusmuodot.setdefault(sana, self._base_forms(sana))
            for ilmaus, yhdyssana in sanakirja.yhdyssanat(teksti):
                self._join(" ".join(self._words(ilmaus)), yhdyssana)
        for sana in list(self.perusmuodot):
            for muoto, perus in sanakirja.sana(sana).loput:
                self.perusmuodot.setdefault(muoto, [perus])
        self.osat = {
            perus: sanakirja.sana(perus).osat for muodot in self.perusmuodot.values() for perus in muodot
        }
        self._tunnetut = {*self.osat, *(osa for osat in self.osat.values() for osa in osat)}

    def kohteet(self, ilmaus: str) -> list[str]:
        """The base forms that a word of the handbook means here; none if it is not used. ``ilmaus`` may be inflected.

        Several words that stand in a row somewhere become a base form of their own.
        """
        sanat = self._words(ilmaus)
        if not sanat:
            return []
        if len(sanat) == 1:
            return [
                perus
                for perus in {sanat[0]: None, **dict.fromkeys(self._base_forms(sanat[0]))}
                if perus in self._tunnetut
            ]
        muodot = [self._forms({sana, *self._base_forms(sana)}) for sana in sanat]
        jonot = (
            rivi[i : i + len(sanat)]
            for rivi in self._rivit
            for i, sana in enumerate(rivi)
            if sana in muodot[0]
        )
        osumat = {
            " ".join(jono)
            for jono in jonot
            if len(jono) == len(sanat)
            and all(sana in sallitut for sana, sallitut in zip(jono, muodot, strict=True))
        }
        for osuma in osumat:
            self._join(osuma, " ".join(sanat))
        return [" ".join(sanat)] if osumat else []

    def _words(self, teksti: str) -> list[str]:
        return [sana for sana in self._separator.split(teksti.lower()) if sana]

    def _base_forms(self, sana: str) -> list[str]:
        return self._sanakirja.sana(sana).perusmuodot or [sana]

    def _forms(self, perusmuodot: set[str]) -> set[str]:
        """The words as they stand whose base form is one of these."""
        return {sana for sana, muodot in self.perusmuodot.items() if not perusmuodot.isdisjoint(muodot)}

    def _join(self, ilmaus: str, perus: str) -> None:
        muodot = self.perusmuodot.setdefault(ilmaus, [])
        if perus not in muodot:
            muodot.append(perus)
