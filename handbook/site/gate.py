"""The gate before publishing: a site holds only what its templates, theme and Markdown are meant to make.

Everything is parsed, and what is not on the allow-list is refused
(:mod:`handbook.content.allowed`). The error page shows what the frame is without content: an inline script
that it has not is not the frame's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html

from handbook.content.allowed import FRAME, INDEXED, MADE, refused
from handbook.reading.problems import Problem, shown
from handbook.site.built import source_of
from handbook.site.moved import has_moved

ERROR_PAGE = "404.html"
# Pages that are made of no page in docs/: the error page, and in a preview what the proposal changes.
_PAGELESS = (ERROR_PAGE, "mita-muutos-muuttaa/index.html", "mita-muutos-muuttaa.html")
# Kind of file → where in the site it may be.
_PLACES = {
    ".js": ("assets/javascripts/", "search/"),
    ".css": ("assets/stylesheets/",),
    ".svg": ("assets/images/",),
    ".xml": ("sitemap.xml", "mita-uutta.xml"),
    ".txt": ("robots.txt",),
    ".json": ("search/", "api/"),
}
_ANYWHERE = frozenset([".html", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf"])
_FIXED = frozenset(["_headers", "sitemap.xml.gz", ".nojekyll"])
_POLICY = "content-security-policy"


def gate_problems(site: Path, root: Path) -> list[Problem]:
    """What must not be published of the site below ``site``, built from the project in ``root``."""
    problems = list(_files(site))
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")
    }
    trees = {file: lxml.html.document_fromstring(html) for file, html in pages.items()}
    own = {_scope(script) for script in _inline_scripts(trees[ERROR_PAGE])} if ERROR_PAGE in trees else set()
    for file, tree in trees.items():
        source = source_of(file, root)
        if not source and file not in _PAGELESS and not has_moved(pages[file]):
            problems.append(_problem(file, "Tiedosto ei ole käsikirjan sivu.", "Poista se kansiosta docs."))
            continue
        for message, cited in dict.fromkeys(_page(tree, own, moved=has_moved(pages[file]))):
            problems.append(_problem(source or file, message, "Poista se sivulta.", root / source, cited))
    problems += _index(site)
    return sorted(set(problems))


def _problem(file: str, message: str, hint: str, path: Path | None = None, cited: str = "") -> Problem:
    """A problem, on the row of the file at ``path`` that has what it cites, if there is one."""
    rows = path.read_text(encoding="utf-8-sig").lower().split("\n") if path and path.is_file() else []
    found = (number for number, row in enumerate(rows, start=1) if cited and cited.lower() in row)
    return Problem(file, next(found, 1), message, hint)


def _files(site: Path) -> Iterator[Problem]:
    for path in sorted(site.rglob("*")):
        file = path.relative_to(site).as_posix()
        if path.is_dir() or file in _FIXED or path.suffix in _ANYWHERE:
            continue
        if not file.startswith(_PLACES.get(path.suffix, ())) or path.suffix not in _PLACES:
            yield _problem(file, "Tällaista tiedostoa ei julkaista.", "Poista se kansiosta docs.")


def _page(tree: lxml.html.HtmlElement, own: set[str], *, moved: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with a page, a sentence each with what it cites."""
    inner = tree.xpath("//article[contains(concat(' ', @class, ' '), ' md-content__inner ')]")
    content = {element for article in inner for element in article.iterdescendants()}
    yield from refused((element for element in content if isinstance(element.tag, str)), MADE)
    yield from refused(
        (element for element in tree.iter() if element not in content and isinstance(element.tag, str)), FRAME
    )
    for element in tree.iter("script"):
        text = (element.text or "").strip()
        data = element.get("type") in ("application/json", "application/ld+json")
        if element in content and (text or data):
            yield "Sivun sisällössä on skripti.", "<script"
        elif data and "<" in text:
            yield "Skriptin tiedoissa on merkki <.", "<"
        elif not data and text and _scope(text) not in own:
            yield f"Sivulla on skripti {shown(text)}, joka ei ole sivuston oma.", text
        elif element.get("src") and not re.search(
            r"(^|/)assets/javascripts/|(^|/)search/", element.get("src")
        ):
            yield f"Skripti {shown(element.get('src'))} ei ole sivuston oma.", element.get("src")
    for element in tree.iter("meta"):
        kind = element.get("http-equiv", _POLICY).lower()
        if kind != _POLICY and not (moved and kind == "refresh"):
            yield f"Sivulla on meta-elementti {shown(kind)}, jota ei sallita.", "<meta"


def _inline_scripts(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for element in tree.iter("script"):
        if not element.get("src") and not element.get("type"):
            yield (element.text or "").strip()


def _scope(script: str) -> str:
    """A script without the address of the site's root, which depends on the page."""
    return re.sub(r'new URL\("[./a-z-]*",location\)', "new URL(location)", script)


def _index(site: Path) -> Iterator[Problem]:
    """The search shows what is in its index as HTML."""
    path = site / "search/search_index.json"
    if not path.exists():
        return
    for entry in json.loads(path.read_text(encoding="utf-8"))["docs"]:
        for text in (entry["title"], entry["text"]):
            for part in lxml.html.fragments_fromstring(text or ""):
                if not isinstance(part, str):
                    for message, _ in refused(part.iter(), INDEXED):
                        yield Problem(
                            "search/search_index.json",
                            1,
                            f"{entry['location']}: {message}",
                            "Poista se sivulta.",
                        )
