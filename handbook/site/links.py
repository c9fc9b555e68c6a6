"""Links and anchors of a built site: what macros and headings make is known only when all pages are made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from handbook.reading.problems import Problem, did_you_mean, shown, twice
from handbook.site.built import BuiltPage, built_pages


def link_problems(site: Path, root: Path) -> list[Problem]:
    """Links that lead to no file or anchor of the site below ``site``, and anchors that a page has twice.

    ``root`` is the project that the site was built from. The error page is left out: it is served at any
    address, so its links are the theme's own.
    """
    pages = {page.file: page for page in built_pages(site, root) if page.source}
    return sorted({problem for page in pages.values() for problem in _problems(page, pages, site, root)})


def _problems(page: BuiltPage, pages: Mapping[str, BuiltPage], site: Path, root: Path) -> Iterator[Problem]:
    rows = (root / page.source).read_text(encoding="utf-8-sig").split("\n")
    for name, _, _ in twice((name, None) for name in page.ids):
        yield Problem(
            page.source,
            _row(rows, f"#{name}"),
            f"Tunnus {name} on sivulla kahdesti.",
            "Anna otsikolle oma ankkuri: ## Otsikko {: #oma-ankkuri }",
        )
    for target in page.tree.xpath("//body//@href | //body//@src"):
        address, anchor = urldefrag(target)
        if urlsplit(target).scheme or target.startswith("//"):
            continue
        if target.startswith("/"):
            yield Problem(
                page.source,
                _row(rows, target),
                f"Linkki {shown(target)} alkaa kauttaviivalla.",
                "Kirjoita linkki tämän sivun kansiosta katsottuna, esimerkiksi ../sanasto.md.",
            )
            continue
        file = _file(page.file, unquote(address))
        if not (site / file).is_file():
            yield Problem(
                page.source,
                _row(rows, address),
                f"Linkin kohdetta {shown(target)} ei ole.",
                "Korjaa linkki tai poista se.",
            )
        # After "#!" is a state of the page's script; the theme's own anchors begin with two underscores.
        elif (
            anchor
            and not anchor.startswith(("!", "__"))
            and file in pages
            and unquote(anchor) not in pages[file].ids
        ):
            where = "tällä sivulla" if file == page.file else f"sivulla {pages[file].source}"
            yield Problem(
                page.source,
                _row(rows, f"#{anchor}"),
                f"Linkin ankkuria #{anchor} ei ole {where}.",
                did_you_mean(unquote(anchor), _written(pages[file]), at_most=0)
                or f"Kirjoita ankkuri otsikkoon, johon linkki vie: ## Otsikko {{: #{anchor} }}",
            )


def _written(page: BuiltPage) -> list[str]:
    """The anchors of a page without those of the theme, which begin with two underscores."""
    return [name for name in page.ids if not name.startswith("__")]


def _file(page: str, address: str) -> str:
    """The file of the site that ``address`` on the page in ``page`` leads to, relative to the site."""
    if not address:
        return page
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), address)).lstrip("/")
    return posixpath.join(path, "index.html") if address.endswith(("/", ".")) else path


def _row(rows: Sequence[str], text: str) -> int:
    """The first row that has ``text``; a macro writes what is on none, and then it is the page's first."""
    return next((number for number, row in enumerate(rows, start=1) if text and text in row), 1)
