"""The exercises of the orientation training as readers see them: cases with the answer that the rules give.

Progress is kept in the reader's browser under a fingerprint of the content, so that a case, question or page
whose content has changed counts as not done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.chooser.rules import Chooser, Tulos, Vastaukset, fragment
from handbook.reading.fingerprint import fingerprint
from handbook.training.model import Tapaus, Tietokysymys


@dataclass(frozen=True)
class Tehtava:
    """One exercise: its anchor on the page, its title, and the key of the reader's progress."""

    tunnus: str
    otsikko: str
    avain: str


@dataclass(frozen=True)
class Harjoitus(Tehtava):
    """A case with its answer.

    ``tulokset`` is every outcome in the order of the chooser; ``linkki`` opens the chooser with the case's
    answers. The key changes when the client or the answer does, not when a reason is reworded.
    """

    tapaus: Tapaus
    tulokset: tuple[Tulos, ...]
    linkki: str


@dataclass(frozen=True)
class Tietotehtava(Tehtava):
    """A question of the knowledge check."""

    kysymys: Tietokysymys


def case_answers(valitsin: Chooser, tapaus: Tapaus) -> Vastaukset:
    """The answers that describe the client, in the order of the questions and their options.

    Unknown questions and options are left out (:mod:`handbook.training.checks` reports them).
    """
    return {
        tunnus: tuple(v.id for v in kysymys.vaihtoehdot if v.id in tapaus.vastaukset[tunnus])
        for tunnus, kysymys in valitsin.kysymys.items()
        if tunnus in tapaus.vastaukset
    }


def exercises(tapaukset: Iterable[Tapaus], valitsin: Chooser) -> tuple[Harjoitus, ...]:
    """Every case with the answer that the rules give."""
    harjoitukset = []
    for tapaus in tapaukset:
        vastaukset = case_answers(valitsin, tapaus)
        tulokset = valitsin.evaluate(vastaukset)
        # A field that a record does not have yet changes no key: an optional field may be added.
        described = tapaus.model_dump(exclude={"odotus"}, exclude_none=True)
        avain = fingerprint([described, {tulos.palvelu: tulos.taso for tulos in tulokset}])
        harjoitukset.append(
            Harjoitus(f"tapaus-{tapaus.id}", tapaus.otsikko, avain, tapaus, tulokset, fragment(vastaukset))
        )
    return tuple(harjoitukset)


def questions(tietotesti: Iterable[Tietokysymys]) -> tuple[Tietotehtava, ...]:
    """The questions of the knowledge check."""
    return tuple(
        Tietotehtava(
            f"kysymys-{kysymys.id}",
            kysymys.kysymys,
            fingerprint(kysymys.model_dump(exclude_none=True)),
            kysymys,
        )
        for kysymys in tietotesti
    )
