"""The orientation training as readers meet it: cases with the answer that the rules give, and how pages are measured.

Progress is kept in the reader's browser under a fingerprint of the content, so that a case, question or page whose content
has changed counts as not done.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from handbook.chooser import Tulos, Valitsin, Vastaukset, fragment
from handbook.kasikirja import Kasikirja
from handbook.model_perehdytys import Tapaus, Tietokysymys

# Words a minute, silent reading of Finnish prose: 161 ± 18 (Trauzettel-Klosinski & Dietz 2012, doi:10.1167/iovs.11-8284).
LUKUNOPEUS = 160


def fingerprint(sisalto: Any) -> str:
    """Ten hexadecimal digits that change when ``sisalto`` (anything that JSON can hold) does."""
    teksti = json.dumps(sisalto, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(teksti.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Tehtava:
    """One exercise: its anchor on the page, its title, and the key of its progress."""

    tunnus: str
    otsikko: str
    avain: str


@dataclass(frozen=True)
class Harjoitus(Tehtava):
    """A case with its answer. ``tulokset`` is every outcome in the order of the chooser; ``linkki`` opens the chooser with
    the case's answers. The key changes when the client or the answer does, not when a reason is reworded."""

    tapaus: Tapaus
    tulokset: tuple[Tulos, ...]
    linkki: str


@dataclass(frozen=True)
class Tietotehtava(Tehtava):
    """A question of the knowledge check."""

    kysymys: Tietokysymys


def case_answers(valitsin: Valitsin, tapaus: Tapaus) -> Vastaukset:
    """The answers that describe the client, in the order of the questions and their options.

    Whatever the questions do not know is left out (:mod:`handbook.training_checks` tells it).
    """
    return {tunnus: tuple(v.id for v in kysymys.vaihtoehdot if v.id in tapaus.vastaukset[tunnus])
            for tunnus, kysymys in valitsin.kysymys.items() if tunnus in tapaus.vastaukset}


def exercises(kasikirja: Kasikirja, valitsin: Valitsin) -> tuple[Harjoitus, ...]:
    """Every case of a checked handbook with the answer that the rules give."""
    harjoitukset = []
    for tapaus in kasikirja.tapaukset:
        vastaukset = case_answers(valitsin, tapaus)
        tulokset = valitsin.evaluate(vastaukset)
        avain = fingerprint([tapaus.model_dump(exclude={"odotus"}), {tulos.palvelu: tulos.taso for tulos in tulokset}])
        harjoitukset.append(Harjoitus(f"tapaus-{tapaus.id}", tapaus.otsikko, avain, tapaus, tulokset, fragment(vastaukset)))
    return tuple(harjoitukset)


def questions(kasikirja: Kasikirja) -> tuple[Tietotehtava, ...]:
    """The knowledge check of a checked handbook."""
    return tuple(Tietotehtava(f"kysymys-{kysymys.id}", kysymys.kysymys, fingerprint(kysymys.model_dump()), kysymys)
                 for kysymys in kasikirja.tietotesti)


@dataclass(frozen=True)
class Luettava:
    """A finished page: the words on it, and a fingerprint of them."""

    sanoja: int
    avain: str

    @classmethod
    def of(cls, html: str) -> Luettava:
        """Measures the content of a page as it stands in the site, generated parts included."""
        lukija = _Lukija()
        lukija.feed(html)
        lukija.close()
        sanat = " ".join(lukija.osat).split()
        return cls(sum(any(merkki.isalnum() for merkki in sana) for sana in sanat), fingerprint(sanat))

    @property
    def minuutteja(self) -> int:
        """Minutes it takes to read the page, at least one."""
        return max(1, round(self.sanoja / LUKUNOPEUS))


class _Lukija(HTMLParser):
    """Collects the text that one reads on a page: no script, nothing that stands beside the content (``aside``)."""

    OHITETTAVAT = frozenset({"aside", "script", "style", "template", "noscript"})

    def __init__(self) -> None:
        super().__init__()
        self.osat: list[str] = []
        self._ohitetaan: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.OHITETTAVAT:
            self._ohitetaan.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._ohitetaan and self._ohitetaan[-1] == tag:
            self._ohitetaan.pop()

    def handle_data(self, data: str) -> None:
        if not self._ohitetaan:
            self.osat.append(data)
