"""Whether the search's synonyms lead somewhere: to words that the handbook uses, and each but once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handbook.lexicon import Sanavarasto
from handbook.load import Document
from handbook.model_haku import Synonyymi
from handbook.problems import Problem, did_you_mean


def synonym_problems(synonyymit: Sequence[Synonyymi], sanavarasto: Sanavarasto, document: Document) -> Iterator[Problem]:
    """Words that no page has, words given twice, and synonyms given twice for one word."""
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
            if hakusana.lower() in annetut:
                yield Problem(document.file, document.row(("synonyymit", i, "hakusanat", j)),
                              f"Hakusana {hakusana} on annettu jo (sana: {synonyymi.sana}).", "Poista se.")
            annetut.add(hakusana.lower())
