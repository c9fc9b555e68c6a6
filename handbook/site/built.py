"""The pages of a built site, parsed, with the files that they were made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import lxml.html

from handbook.site.moved import has_moved


@dataclass(frozen=True)
class BuiltPage:
    """One page.

    ``file`` is its file relative to the site (``polut/index.html``), ``source`` the file of the project that
    it was made from (``docs/polut/index.md``), as problems name it; the error page has none.
    """

    file: str
    source: str
    tree: lxml.html.HtmlElement

    @property
    def ids(self) -> list[str]:
        """All that a link to the page may name, in order; what is given twice stands twice."""
        return [str(name) for name in self.tree.xpath("//@id | //a/@name")]


def built_pages(site: Path, root: Path) -> list[BuiltPage]:
    """Every page of the site built below ``site`` from the project in ``root``; old addresses are none."""
    pages = []
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if not has_moved(html):
            file = path.relative_to(site).as_posix()
            pages.append(BuiltPage(file, source_of(file, root), lxml.html.fromstring(html)))
    return pages


def source_of(file: str, root: Path) -> str:
    """The file of the project ``root`` that a page of the site was made from; empty if there is none.

    The offline copy has ``sivu.html`` where the site has ``sivu/index.html``.
    """
    stem = file.removesuffix(".html")
    found = (f"docs/{name}.md" for name in (stem.removesuffix("/index"), stem))
    return next((name for name in found if (root / name).is_file()), "")
