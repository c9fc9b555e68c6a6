"""Whether the search's synonyms lead somewhere: to words that the handbook uses, and each but once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbook.lexicon import Sanavarasto
from handbook.load import Document
from handbook.model_haku import Synonyymi
from handbook.problems import Problem, did_you_mean


def synonym_problems(synonyymit: Sequence[Synonyymi], sanavarasto: Sanavarasto, document: Document) -> Iterator[Problem]:
    """Words that no page has, words given twice, and synonyms that are given twice for one word or that the search passes over."""
    ensin: dict[str, int] = {}
    for i, synonyymi in enumerate(synonyymit):
        sana, row = synonyymi.sana.lower(), document.row(("synonyymit", i, "sana"))
        if sana in ensin:
            yield Problem(document.file, row, f"Sana {synonyymi.sana} on luettelossa kahdesti (ensin rivillä {ensin[sana]}).",
                          "Yhdistä hakusanat samaan kohtaan.")
        elif not sanavarasto.kohteet(sana):
            monta = len(sana.split()) > 1
            yield Problem(document.file, row, f"Käsikirja ei käytä {'peräkkäin sanoja' if monta else 'sanaa'} {synonyymi.sana}.",
                          (not monta and did_you_mean(sana, sanavarasto.osat)) or "Kirjoita sana, joka on sivuilla, tai poista kohta.")
        ensin.setdefault(sana, row)
        annetut = {sana}
        for j, hakusana in enumerate(synonyymi.hakusanat):
            row = document.row(("synonyymit", i, "hakusanat", j))
            if hakusana.lower() in annetut:
                yield Problem(document.file, row, f"Hakusana {hakusana} on annettu jo (sana: {synonyymi.sana}).", "Poista se.")
            elif not re.search(r"[^\W_]{2}", hakusana):
                yield Problem(document.file, row, f"Hakusana {hakusana} on liian lyhyt: haku ei etsi yksittäisiä merkkejä.",
                              "Kirjoita ainakin kahden kirjaimen sana tai poista se.")
            annetut.add(hakusana.lower())
