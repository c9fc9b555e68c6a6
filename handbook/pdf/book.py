"""A built site as one book: pages in the order of the navigation, with the ids and links of one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree.ElementTree import Element

import tinyhtml5

from handbook.pdf.html import of_class, reshape, text
from handbook.site.moved import has_moved

# An address that no site has: a link that still begins with it after joining leads within the site.
_SITE = "http://book.invalid/"


class BookError(ValueError):
    """The site does not make a complete book; ``problems`` are in Finnish, and each names the page."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Chapter:
    """A page of the site.

    ``address`` is relative to the site's root (``palvelut/sosiaaliohjaus/``), ``body`` is the page's content.
    """

    address: str
    title: str
    body: Element

    @property
    def anchor(self) -> str:
        """The chapter's id in the book."""
        return anchor(self.address)

    def __str__(self) -> str:
        """The page, as problems name it."""
        return self.address or "etusivu"


@dataclass(frozen=True)
class Part:
    """A section of the navigation, or a page outside the sections.

    ``opening`` is its own page, if it has one; ``anchor`` is the id of its title in the book.
    """

    title: str
    anchor: str
    opening: Chapter | None
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Book:
    """All pages of a site, in the order of the navigation."""

    title: str
    description: str
    language: str
    parts: tuple[Part, ...]

    @property
    def chapters(self) -> Iterator[Chapter]:
        """The chapters from first to last."""
        for part in self.parts:
            yield from (part.opening,) if part.opening else ()
            yield from part.chapters


def anchor(address: str, name: str = "") -> str:
    """The id in the book of the element ``name`` of the page at ``address``, or of the page itself."""
    return f"/{address}:{name}" if name else f"/{address}"


def read_book(site: Path) -> Book:
    """The book of the site built below ``site``, without what only leads on from old addresses.

    Raises:
        BookError: there is no site, a page is not in the navigation, a link or picture has no target, or a
        picture has
            no description.
    """
    pages = {
        path.relative_to(site).as_posix().removesuffix("index.html"): tinyhtml5.parse(
            html, namespace_html_elements=False
        )
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html" and not has_moved(html := path.read_text(encoding="utf-8"))
    }
    start = pages.get("")
    if start is None:
        raise BookError([f"Kansiossa {site} ei ole rakennettua sivustoa."])
    book = Book(
        _meta(start, "property", "og:site_name"),
        _meta(start, "name", "description"),
        start.get("lang", ""),
        tuple(_parts(start, pages)),
    )
    bound = {chapter.address for chapter in book.chapters}
    problems = [
        f"Sivu {address} puuttuu valikosta. → Lisää se tiedoston mkdocs.yml kohtaan nav."
        for address in pages
        if address not in bound
    ]
    problems += _bind(book, site)
    if problems:
        raise BookError(problems)
    return book


def _parts(start: Element, pages: dict[str, Element]) -> Iterator[Part]:
    for number, item in enumerate(of_class(start, "tk-nav__osa"), start=1):
        head, *lists = item
        opening = _chapter(head, 1, pages) if head.tag == "a" else None
        yield Part(
            opening.title if opening else text(head),
            opening.anchor if opening else f"osa-{number}",
            opening,
            tuple(_chapter(link, 2, pages) for sublist in lists for link in sublist.iter("a")),
        )


def _chapter(link: Element, level: int, pages: dict[str, Element]) -> Chapter:
    """The page that ``link`` leads to; its title becomes a heading of ``level``."""
    address = urljoin(_SITE, link.get("href")).removeprefix(_SITE)
    body = next(of_class(pages[address], "md-content__inner"))
    reshape(body, level)
    return Chapter(address, text(next(body.iter(f"h{level}"))), body)


def _bind(book: Book, site: Path) -> Iterator[str]:
    """Makes ids unique and links lead to them, in place; yields problems of links and pictures."""
    ids = {
        chapter.address: {element.get("id") for element in chapter.body.iter()} for chapter in book.chapters
    }
    for chapter in book.chapters:
        for element in chapter.body.iter():
            if name := element.get("id"):
                element.set("id", anchor(chapter.address, name))
            target = element.get("src") or element.get("href") or ""
            url, fragment = (unquote(part) for part in urldefrag(urljoin(_SITE + chapter.address, target)))
            if not target or not url.startswith(_SITE):
                continue
            address = url.removeprefix(_SITE)
            # After "#!" follows a state of the page's script, not an id.
            name = "" if fragment.startswith("!") else fragment
            if address in ids and (not name or name in ids[address]):
                element.set("href", f"#{anchor(address, name)}")
            elif not (site / address).is_file():
                yield f"Sivulla {chapter} on linkki {target}, jonka kohdetta ei ole."
            elif element.tag == "img":
                element.set("src", (site / address).as_uri())
                if not element.get("alt"):
                    yield f"Sivulla {chapter} kuvalta {target} puuttuu vaihtoehtoinen teksti."
            else:
                # Files beside the pages are not part of the book.
                element.tag = "span"
                del element.attrib["href"]


def _meta(tree: Element, attribute: str, name: str) -> str:
    return next(meta.get("content", "") for meta in tree.iter("meta") if meta.get(attribute) == name)
