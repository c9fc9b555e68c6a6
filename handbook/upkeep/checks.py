"""Rules of what the editors have decided: where a review is written, and which links are left unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from handbook.content.services import Palvelu
from handbook.content.whole import Kasikirja
from handbook.reading.problems import Problem, twice
from handbook.reading.yaml_text import Document
from handbook.upkeep.links import external_links
from handbook.upkeep.model import Yllapito


def service_review_problems(kasikirja: Kasikirja, page_texts: Mapping[str, str]) -> Iterable[Problem]:
    """A service is reviewed where its content is: a date in its page's front matter would never be shown."""
    for palvelu in kasikirja.palvelut:
        sivu = kasikirja.sivu.get(palvelu.osoite) if isinstance(palvelu, Palvelu) else None
        for kentta in (
            sorted(sivu.etutiedot.model_fields_set & {"tarkistettu", "omistaja", "tarkistusvali"})
            if sivu
            else ()
        ):
            rivit = page_texts[palvelu.osoite].split("\n")
            rivi = next(
                i for i, teksti in enumerate(rivit, start=1) if re.match(rf"[\"']?{kentta}[\"']?\s*:", teksti)
            )
            yield Problem(
                f"docs/{palvelu.osoite}",
                rivi,
                f"Kenttä {kentta} on palvelun {palvelu.id} sivulla.",
                "Siirrä se palvelun omiin tietoihin tiedostoon data/services.yml.",
            )


def link_exception_problems(
    yllapito: Yllapito, kasikirja: Kasikirja, document: Document
) -> Iterable[Problem]:
    """An exception is for a link that the handbook has, and is made once: else it would hide the next fault of its address."""
    osoitteet = external_links(kasikirja)
    rivit = [
        (poikkeus.osoite, document.row(("linkkipoikkeukset", i, "osoite")))
        for i, poikkeus in enumerate(yllapito.linkkipoikkeukset)
    ]
    for osoite, row in rivit:
        if osoite not in osoitteet:
            yield Problem(
                document.file,
                row,
                f"Käsikirjassa ei ole linkkiä osoitteeseen {osoite}.",
                "Kirjoita osoite täsmälleen niin kuin se on linkissä, tai poista poikkeus.",
            )
    for osoite, row, first in twice(rivit):
        if osoite in osoitteet:
            yield Problem(
                document.file,
                row,
                f"Osoitteella {osoite} on kaksi poikkeusta (ensin rivillä {first}).",
                "Poista toinen.",
            )
