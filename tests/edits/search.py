"""Edits of what readers search with: their queries, and the words that mean the same."""

from __future__ import annotations

from editing import Content, walk

from edits.edit import Edits
from edits.finding import QUERIES, SYNONYMS

EDITS = Edits()


@EDITS.add("haku lisätty")
def _(content: Content) -> None:
    found = (at for at, part in walk(content.data(QUERIES)) if isinstance(part, dict) and part.get("sivut"))
    content.add(QUERIES, next(found)[:-1], {"haku": "mistä saa apua", "sivut": ["index.md"]})


@EDITS.add("synonyymi lisätty")
def _(content: Content) -> None:
    content.add(SYNONYMS, ("synonyymit", 0, "hakusanat"), "uusi hakusana")
