"""Rules of what the editors have decided: where a review is written, and which links are left unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from handbook.kasikirja import Kasikirja
from handbook.links import external_links
from handbook.load import Document
from handbook.model import Palvelu
from handbook.problems import Problem


def service_review_problems(kasikirja: Kasikirja, page_texts: Mapping[str, str | None]) -> Iterable[Problem]:
    """A service is reviewed where its content is: a date in its page's front matter would never be shown."""
    for palvelu in kasikirja.palvelut:
        sivu = kasikirja.sivu.get(palvelu.osoite) if isinstance(palvelu, Palvelu) else None
        for kentta in sorted(sivu.etutiedot.model_fields_set & {"tarkistettu", "omistaja", "tarkistusvali"}) if sivu else ():
            rivit = (page_texts[palvelu.osoite] or "").split("\n")
            rivi = next(i for i, teksti in enumerate(rivit, start=1) if re.match(rf"[\"']?{kentta}[\"']?\s*:", teksti))
            yield Problem(f"docs/{palvelu.osoite}", rivi, f"Kenttä {kentta} on palvelun {palvelu.id} sivulla.",
                          "Siirrä se palvelun omiin tietoihin tiedostoon data/services.yml.")


def link_exception_problems(kasikirja: Kasikirja, document: Document) -> Iterable[Problem]:
    """An exception is for a link that the handbook has, and is made once: else it would hide the next fault of its address."""
    osoitteet = external_links(kasikirja)
    first: dict[str, int] = {}
    for i, poikkeus in enumerate(kasikirja.yllapito.linkkipoikkeukset):
        rivi = document.row(("linkkipoikkeukset", i, "osoite"))
        if poikkeus.osoite not in osoitteet:
            yield Problem(document.file, rivi, f"Käsikirjassa ei ole linkkiä osoitteeseen {poikkeus.osoite}.",
                          "Kirjoita osoite täsmälleen niin kuin se on linkissä, tai poista poikkeus.")
        elif poikkeus.osoite in first:
            yield Problem(document.file, rivi, f"Osoitteella {poikkeus.osoite} on kaksi poikkeusta (ensin rivillä "
                                               f"{first[poikkeus.osoite]}).", "Poista toinen.")
        first.setdefault(poikkeus.osoite, rivi)
