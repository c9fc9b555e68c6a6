"""A book of the site as an accessible PDF: tagged (PDF/UA-1), and byte for byte the same for the same content and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import jinja2
import weasyprint
from fontTools.ttLib import TTFont
from markupsafe import Markup

from handbook.pdf.book import Book, BookError
from handbook.pdf.tags import mend

_PAPER = Path(__file__).parent / "paper"
_FONTS = Path(str(files("fontpkg_source_sans_3"))) / "files"
_FACES = {"normal": _FONTS / "SourceSans3[wght].ttf", "italic": _FONTS / "SourceSans3-Italic[wght].ttf"}


def write_pdf(book: Book, *, date: datetime, version: str, emblem: Path, colours: Path) -> bytes:
    """The PDF of ``book``, dated ``date`` (UTC). ``emblem`` is the picture on the cover, ``colours`` the stylesheet of the
    site that names its colours.

    The fonts in it are dated by ``SOURCE_DATE_EPOCH``, without which no two PDFs are the same.

    Raises:
        BookError: a page holds a character that the font does not have.
    """
    problems = list(_missing_characters(book))
    if problems:
        raise BookError(problems)
    html = _template().render(
        kirja=book,
        html=_html,
        versio=f"Versio {version}, {date.day}.{date.month}.{date.year}",
        aika=date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        tunnus=emblem.as_uri(),
        varit=_light_colours(colours.read_text(encoding="utf-8")),
        kirjasimet=[(style, path.as_uri()) for style, path in _FACES.items()],
    )
    # Nothing is asked of another host.
    fetcher = weasyprint.URLFetcher(allowed_protocols={"file"})
    document = weasyprint.HTML(string=html, base_url=f"{_PAPER.as_uri()}/", url_fetcher=fetcher).render()
    return bytes(
        document.write_pdf(pdf_variant="pdf/ua-1", finisher=lambda _, pdf: mend(pdf, _destinations(book)))
    )


def _light_colours(css: str) -> dict[str, str]:
    """The custom properties of the first rule, the light scheme, that are colours; others refer to them."""
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]+);", css[: css.index("}")]))


def _template() -> jinja2.Template:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PAPER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return env.get_template("book.html.jinja")


def _html(element: Element) -> Markup:
    """What is in a chapter, which is the site's own HTML."""
    return Markup("").join(Markup(tostring(child, encoding="unicode", method="html")) for child in element)


def _destinations(book: Book) -> dict[str, str]:
    """What a link to each id in the book leads to: the title of its part or chapter."""
    parts = {part.anchor: part.title for part in book.parts}
    return parts | {
        name: chapter.title
        for chapter in book.chapters
        for name in (chapter.anchor, *(element.get("id") for element in chapter.body.iter()))
        if name
    }


def _missing_characters(book: Book) -> Iterator[str]:
    """A character that the font lacks would come from whatever fonts the machine has, or be a box."""
    known = set.intersection(*(set(TTFont(path).getBestCmap()) for path in _FACES.values()))
    for chapter in book.chapters:
        for character in sorted(set("".join(chapter.body.itertext()))):
            if ord(character) not in known and not character.isspace():
                yield (
                    f"Sivulla {chapter} on merkki {character} (U+{ord(character):04X}), jota PDF-tiedoston kirjasimessa ei ole. "
                    "→ Korvaa se."
                )
