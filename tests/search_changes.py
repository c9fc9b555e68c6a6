"""Which of readers' queries lose or gain their page by a change, in Markdown: the end of ``make changes``.

``python tests/search_changes.py BEFORE`` builds the project in the folder ``BEFORE`` and this one, each by
its own program, and asks the queries of ``data/queries.yml`` in both. It shows and guards nothing: what
cannot be built is said in one sentence.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import search_table
from builds import ROOT, build
from playwright.sync_api import Browser, sync_playwright
from serving import served

from handbook.changes.words import plain, quoted
from handbook.check import readable
from handbook.search.model import EI_MITAAN

_HEADING = "## Lukijoiden haut"
# How many results a reader looks at.
SEEN = 3


def found(browser: Browser, site: Path, queries: Collection[str]) -> dict[str, list[str]]:
    """What each query finds on the built ``site``: the addresses of the pages, the best first."""
    with served(site) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/")
        search_table.turn_to_search(page)
        answers = search_table.search(page, *queries)
        page.close()
    return {
        query: [hit["sivu"] for hit in answer["osumat"]]
        for query, answer in zip(queries, answers, strict=True)
    }


def search_changes(
    browser: Browser, before: Path, now: Path, luokat: search_table.Luokat, moved: Mapping[str, str]
) -> str:
    """The queries that find their page on only one of two built sites, as Markdown.

    ``moved`` maps the old address of a page to the one that it has ``now``.
    """
    queries = search_table.typed(luokat)
    old, new = found(browser, before, queries), found(browser, now, queries)
    rows = [
        row
        for luokka, rivit in luokat.items()
        for rivi in rivit
        for row in _row(
            luokka,
            rivi["haku"],
            rivi["sivut"],
            [moved.get(page, page) for page in old[rivi["haku"]]],
            new[rivi["haku"]],
        )
    ]
    intro = f"Kysyttiin {len(queries)} hakua (data/queries.yml)."
    return "\n".join([_HEADING, "", *(rows or [f"{intro} Yksikään ei menetä eikä saa sivuaan."])]) + "\n"


def _row(luokka: str, query: str, pages: list[str], old: list[str], new: list[str]) -> Iterator[str]:
    name = f"{quoted(query)} ({plain(luokka)})"
    if luokka == EI_MITAAN:
        if bool(old) != bool(new):
            yield f"- {name}: " + (
                "löytää nyt jotain, vaikka ei saisi." if new else "ei enää löydä mitään, kuten pitääkin."
            )
        return
    had, has = (any(page in pages for page in hits[:SEEN]) for hits in (old, new))
    if had and not has:
        first = f"Ensimmäisenä on nyt {plain(new[0])}" if new else "Haku ei löydä mitään"
        yield f"- **Menettää sivunsa:** {name} löysi sivun {plain(_hit(old, pages))}. {first}."
    elif has and not had:
        yield f"- Saa sivunsa: {name} löytää sivun {plain(_hit(new, pages))}."


def _hit(hits: list[str], pages: list[str]) -> str:
    return next(page for page in hits if page in pages)


def moved_pages(root: Path) -> dict[str, str]:
    """Old address → the address of the page that names it, in the content of ``root``."""
    whole = readable(root, []).whole
    assert whole, "what cannot be read cannot be built either"
    return {
        search_table.web_address(old): search_table.web_address(sivu.tiedosto)
        for sivu in whole.kirja.sivut
        for old, _ in sivu.vanhat
    }


def main(before: Path) -> None:
    """Builds both sites and prints what changes."""
    with tempfile.TemporaryDirectory() as folder:
        sites = []
        for name, project in (("Aiempaa", before), ("Nykyistä", ROOT)):
            site = Path(folder) / name
            if build(project, site, PDF="", CHANGES="").returncode:
                print(f"{_HEADING}\n\n{name} sivustoa ei voi rakentaa, joten hakuja ei verrata.")
                return
            sites.append(site)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            print(search_changes(browser, *sites, search_table.queries(ROOT), moved_pages(ROOT)), end="")
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
