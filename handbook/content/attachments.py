"""Files beside the pages in ``docs/``: the site generator publishes each as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.reading.problems import Problem

# A drawing as SVG can hold scripts, so it is not among them.
ATTACHED = frozenset([".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf"])
# Of a page whose name ends otherwise than in .md the reader of pages tells.
_PAGES = frozenset([".md", ".markdown"])
# The program's own stylesheets, scripts and drawings.
PROGRAM = "assets/"


def foreign_files(docs: Path) -> Iterator[Problem]:
    """Files below ``docs`` that are neither pages nor pictures nor documents to be read."""
    for path in sorted(docs.rglob("*")):
        file = path.relative_to(docs).as_posix()
        own = file.startswith(PROGRAM) and path.suffix in (".css", ".js", ".svg")
        if path.is_file() and not own and path.suffix.lower() not in ATTACHED | _PAGES:
            yield Problem(
                f"docs/{file}",
                1,
                "Tiedosto ei ole sivu eikä kuva.",
                "Poista se, tai tallenna kuva PNG- tai JPEG-muodossa.",
            )
