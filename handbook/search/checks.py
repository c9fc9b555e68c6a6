"""Whether the search's synonyms lead somewhere: to words that the handbook uses, and each but once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.content.whole import Kasikirja
from handbook.language.finnish import Dictionary
from handbook.reading.fields import texts_in
from handbook.reading.problems import Problem, did_you_mean, twice
from handbook.reading.yaml_text import Document
from handbook.search.lexicon import Lexicon
from handbook.search.model import Synonyymit


def synonym_problems(
    synonyymit: Synonyymit, kirja: Kasikirja, texts: Iterable[str], document: Document, *, root: Path
) -> Iterator[Problem]:
    """Words that no page has, words given twice, and synonyms that are given twice for one word or that the search passes over.

    ``texts`` are the pages as they were typed; analyses of words are remembered below ``root``.
    """
    sanakirja = Dictionary(root)
    tietueet = (*kirja.palvelut, *kirja.kuvat, *kirja.termit, *kirja.lahteet, *kirja.tarkistukset)
    sanavarasto = Lexicon(
        [*texts, *(teksti for tietue in tietueet for teksti in texts_in(tietue))],
        sanakirja,
        separator=r"[\W_]+",
    )
    yield from _words(synonyymit, sanavarasto, document)
    yield from _searches(synonyymit, document)
    sanakirja.tallenna()


def _words(synonyymit: Synonyymit, sanavarasto: Lexicon, document: Document) -> Iterator[Problem]:
    rivit = [
        (synonyymi.sana.lower(), document.row(("synonyymit", i, "sana")))
        for i, synonyymi in enumerate(synonyymit.synonyymit)
    ]
    repeated = {row: first for _, row, first in twice(rivit)}
    for synonyymi, (sana, row) in zip(synonyymit.synonyymit, rivit, strict=True):
        if row in repeated:
            yield Problem(
                document.file,
                row,
                f"Sana {synonyymi.sana} on luettelossa kahdesti (ensin rivillä {repeated[row]}).",
                "Yhdistä hakusanat samaan kohtaan.",
            )
        elif not sanavarasto.kohteet(sana):
            monta = len(sana.split()) > 1
            yield Problem(
                document.file,
                row,
                f"Käsikirja ei käytä {'peräkkäin sanoja' if monta else 'sanaa'} {synonyymi.sana}.",
                (not monta and did_you_mean(sana, sanavarasto.osat))
                or "Kirjoita sana, joka on sivuilla, tai poista kohta.",
            )


def _searches(synonyymit: Synonyymit, document: Document) -> Iterator[Problem]:
    for i, synonyymi in enumerate(synonyymit.synonyymit):
        annetut = {synonyymi.sana.lower()}
        for j, hakusana in enumerate(synonyymi.hakusanat):
            paikka = ("synonyymit", i, "hakusanat", j)
            if hakusana.lower() in annetut:
                yield document.problem(
                    paikka, f"Hakusana {hakusana} on annettu jo (sana: {synonyymi.sana}).", "Poista se."
                )
            elif not re.search(r"[^\W_]{2}", hakusana):
                yield document.problem(
                    paikka,
                    f"Hakusana {hakusana} on liian lyhyt: haku ei etsi yksittäisiä merkkejä.",
                    "Kirjoita ainakin kahden kirjaimen sana tai poista se.",
                )
            annetut.add(hakusana.lower())
