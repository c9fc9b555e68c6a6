"""A book as an accessible PDF: tagged (PDF/UA-1), with the same bytes for the same content and date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import jinja2
import weasyprint
from fontTools.ttLib import TTFont
from markupsafe import Markup

from handbook.pdf.book import Book, BookError
from handbook.pdf.tags import complete_tags

_PAPER = Path(__file__).parent / "paper"
_FONTS = Path(str(files("fontpkg_source_sans_3"))) / "files"
_FACES = {"normal": _FONTS / "SourceSans3[wght].ttf", "italic": _FONTS / "SourceSans3-Italic[wght].ttf"}


def write_pdf(book: Book, *, date: datetime, version: str, emblem: Path, colours: Path) -> bytes:
    """The PDF of ``book`` as bytes.

    The fonts in it are dated by the environment's ``SOURCE_DATE_EPOCH``; without it no two PDFs are the same.

    Args:
        book: the pages.
        date: the date of the PDF (UTC), shown on the cover.
        version: the content's version, shown on the cover.
        emblem: the picture on the cover.
        colours: the stylesheet of the site that names its colours.

    Raises:
        BookError: a page holds a character that the font does not have.
    """
    known = set.intersection(*(set(TTFont(path).getBestCmap()) for path in _FACES.values()))
    _leave_out_emoji(book, known)
    problems = list(_missing_characters(book, known))
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
    titles = _destination_titles(book)
    fetcher = weasyprint.URLFetcher(allowed_protocols={"file"})  # nothing is fetched from other hosts
    document = weasyprint.HTML(string=html, base_url=f"{_PAPER.as_uri()}/", url_fetcher=fetcher)
    return bytes(
        document.write_pdf(pdf_variant="pdf/ua-1", finisher=lambda _, pdf: complete_tags(pdf, titles))
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
    """The content of ``element`` as HTML, which is the site's own and so not escaped."""
    return Markup("").join(Markup(tostring(child, encoding="unicode", method="html")) for child in element)


def _destination_titles(book: Book) -> dict[str, str]:
    """For each id in the book, the title of its part or chapter."""
    titles = {part.anchor: part.title for part in book.parts}
    for chapter in book.chapters:
        titles[chapter.anchor] = chapter.title
        titles |= {name: chapter.title for element in chapter.body.iter() if (name := element.get("id"))}
    return titles


def _leave_out_emoji(book: Book, known: Set[int]) -> None:
    """Takes emoji out of the texts, in place: a decoration is no reason to make no PDF."""

    def kept(text: str | None) -> str | None:
        return text and "".join(c for c in text if ord(c) in known or not _is_emoji(c))

    for chapter in book.chapters:
        for element in chapter.body.iter():
            element.text, element.tail = kept(element.text), kept(element.tail)


def _is_emoji(character: str) -> bool:
    """Whether a character is an emoji or only joins, varies or tints one."""
    return unicodedata.category(character) in ("So", "Sk") or character in "\u200d\ufe0f"


def _missing_characters(book: Book, known: Set[int]) -> Iterator[str]:
    """Characters that the font does not have: they would be set in some font of the machine, or as a box."""
    for chapter in book.chapters:
        for character in sorted(set("".join(chapter.body.itertext()))):
            if ord(character) not in known and not character.isspace():
                yield (
                    f"Sivulla {chapter} on merkki {character} (U+{ord(character):04X}), "
                    "jota PDF-tiedoston kirjasimessa ei ole. → Korvaa se."
                )
