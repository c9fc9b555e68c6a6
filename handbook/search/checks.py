"""Rules of the search's records.

A synonym leads to a word that the handbook uses, a reader's query to pages, and each is given once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.content.whole import Kasikirja
from handbook.language.finnish import Dictionary
from handbook.reading.fields import texts_in
from handbook.reading.problems import Problem, did_you_mean, twice
from handbook.reading.yaml_text import Document, Location
from handbook.search.lexicon import Lexicon
from handbook.search.model import EI_MITAAN, Haut, Synonyymit


def synonym_problems(
    synonyymit: Synonyymit, kirja: Kasikirja, page_texts: Iterable[str], document: Document, *, root: Path
) -> Iterator[Problem]:
    """Words that are not used or are given twice, and synonyms that are given twice or cannot be found.

    Args:
        synonyymit: the synonyms.
        kirja: the handbook that they lead to.
        page_texts: its pages as typed.
        document: the data file that ``synonyymit`` comes from.
        root: the project, where analyses of words are remembered.
    """
    dictionary = Dictionary(root)
    records = (*kirja.palvelut, *kirja.kuvat, *kirja.termit, *kirja.lahteet, *kirja.tarkistukset)
    lexicon = Lexicon(
        [*page_texts, *(text for record in records for text in texts_in(record))],
        dictionary,
        separator=r"[\W_]+",
    )
    yield from _words(synonyymit, lexicon, document)
    yield from _searches(synonyymit, document)
    dictionary.save()


def _words(synonyymit: Synonyymit, lexicon: Lexicon, document: Document) -> Iterator[Problem]:
    places: list[tuple[str, Location]] = [
        (synonyymi.sana.lower(), ("synonyymit", i, "sana"))
        for i, synonyymi in enumerate(synonyymit.synonyymit)
    ]
    repeated = {place: document.row(first) for _, place, first in twice(places)}
    for synonyymi, (word, place) in zip(synonyymit.synonyymit, places, strict=True):
        if place in repeated:
            yield document.problem(
                place,
                f"Sana {synonyymi.sana} on luettelossa kahdesti (ensin rivillä {repeated[place]}).",
                "Yhdistä hakusanat samaan kohtaan.",
            )
        elif not lexicon.targets(word):
            several = len(word.split()) > 1
            yield document.problem(
                place,
                f"Käsikirja ei käytä {'peräkkäin sanoja' if several else 'sanaa'} {synonyymi.sana}.",
                (not several and did_you_mean(word, lexicon.parts))
                or "Kirjoita sana, joka on sivuilla, tai poista kohta.",
            )


def _searches(synonyymit: Synonyymit, document: Document) -> Iterator[Problem]:
    for i, synonyymi in enumerate(synonyymit.synonyymit):
        given = {synonyymi.sana.lower()}
        for j, typed in enumerate(synonyymi.hakusanat):
            place = ("synonyymit", i, "hakusanat", j)
            if typed.lower() in given:
                yield document.problem(
                    place, f"Hakusana {typed} on annettu jo (sana: {synonyymi.sana}).", "Poista se."
                )
            elif not re.search(r"[^\W_]{2}", typed):
                yield document.problem(
                    place,
                    f"Hakusana {typed} on liian lyhyt: haku ei etsi yksittäisiä merkkejä.",
                    "Kirjoita ainakin kahden kirjaimen sana tai poista se.",
                )
            given.add(typed.lower())


def query_problems(haut: Haut, document: Document) -> Iterator[Problem]:
    """Queries that are given twice, and those of which it is not known what they should find."""
    places: list[tuple[str, Location]] = []
    for i, luokka in enumerate(haut.luokat):
        for j, haku in enumerate(luokka.haut):
            place: Location = ("luokat", i, "haut", j)
            places.append((haku.haku.lower(), (*place, "haku")))
            if luokka.luokka == EI_MITAAN and haku.sivut:
                yield document.problem(
                    (*place, "sivut"),
                    f"Haulla {haku.haku} on sivuja, vaikka se on luokassa {EI_MITAAN}.",
                    "Kirjoita sivut: [] tai siirrä haku toiseen luokkaan.",
                )
            elif luokka.luokka != EI_MITAAN and not haku.sivut:
                yield document.problem(
                    (*place, "sivut"),
                    f"Haulta {haku.haku} puuttuvat sivut.",
                    f"Kirjoita sivut, joista jokin vastaa, tai siirrä haku luokkaan {EI_MITAAN}.",
                )
    for query, place, first in twice(places):
        yield document.problem(
            place,
            f"Haku {query} on luettelossa kahdesti (ensin rivillä {document.row(first)}).",
            "Poista toinen.",
        )
