"""Rules of the upkeep: where a review is recorded, and which links may be left untested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handbook.content.services import Palvelu
from handbook.content.whole import Kasikirja
from handbook.reading.problems import Problem, twice
from handbook.reading.yaml_text import Document, Location
from handbook.upkeep.links import external_links
from handbook.upkeep.model import Yllapito


def service_review_problems(kirja: Kasikirja, page_texts: Mapping[str, str]) -> Iterator[Problem]:
    """A service is reviewed in its record: a date in its page's front matter would never be shown.

    ``page_texts`` are the pages as typed, by file in ``docs/``.
    """
    for palvelu in kirja.palvelut:
        sivu = kirja.sivu.get(palvelu.osoite) if isinstance(palvelu, Palvelu) else None
        if sivu is None:
            continue
        rows = page_texts[palvelu.osoite].split("\n")
        for field in sorted(sivu.etutiedot.model_fields_set & {"tarkistettu", "omistaja", "tarkistusvali"}):
            yield Problem(
                f"docs/{palvelu.osoite}",
                next(i for i, row in enumerate(rows, start=1) if re.match(rf"[\"']?{field}[\"']?\s*:", row)),
                f"Kenttä {field} on palvelun {palvelu.id} sivulla.",
                "Siirrä se palvelun omiin tietoihin tiedostoon data/services.yml.",
            )


def link_exception_problems(yllapito: Yllapito, kirja: Kasikirja, document: Document) -> Iterator[Problem]:
    """An exception is for a link that the handbook has, and is given once.

    Otherwise it would hide the next fault of a link with that address.
    """
    addresses = external_links(kirja)
    places: list[tuple[str, Location]] = [
        (exception.osoite, ("linkkipoikkeukset", i, "osoite"))
        for i, exception in enumerate(yllapito.linkkipoikkeukset)
    ]
    for address, place in places:
        if address not in addresses:
            yield document.problem(
                place,
                f"Käsikirjassa ei ole linkkiä osoitteeseen {address}.",
                "Kirjoita osoite täsmälleen niin kuin se on linkissä, tai poista poikkeus.",
            )
    for address, place, first in twice(places):
        if address in addresses:
            yield document.problem(
                place,
                f"Osoitteella {address} on kaksi poikkeusta (ensin rivillä {document.row(first)}).",
                "Poista toinen.",
            )
