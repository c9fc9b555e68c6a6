"""Two builds of the tiny county, the second without a word: which queries lose and gain their page."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds import PIENI, built, project
from playwright.sync_api import Browser
from search_changes import moved_pages, search_changes
from search_table import queries

from handbook.search.model import EI_MITAAN

pytestmark = pytest.mark.xdist_group("browser")

LUOKAT = {
    "perusmuoto": [
        {"haku": "jäätie", "sivut": ["/tietoa/"]},
        {"haku": "lossi", "sivut": ["/tietoa/"]},
        {"haku": "saariluotsi", "sivut": ["/palvelut/saariluotsi/"]},
    ],
    EI_MITAAN: [{"haku": "jäätiellä", "sivut": []}, {"haku": "lossille", "sivut": []}],
}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county with a ferry in place of the ice road."""
    folder = tmp_path_factory.mktemp("changed")
    county = project(folder / "project", PIENI)
    path = county / "data/pathways.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Jäätietä", "Lossilla").replace("Jäätie", "Lossi"), encoding="utf-8")
    return built(county, folder / "site")


def test_lost_and_gained_pages_are_told(browser: Browser, county_site: Path, changed: Path) -> None:
    assert search_changes(browser, county_site, changed, LUOKAT, {}).splitlines() == [
        "## Lukijoiden haut",
        "",
        "- **Menettää sivunsa:** ”jäätie” (perusmuoto) löysi sivun /tietoa/. Haku ei löydä mitään.",
        "- Saa sivunsa: ”lossi” (perusmuoto) löytää sivun /tietoa/.",
        "- ”jäätiellä” (ei mitään): ei enää löydä mitään, kuten pitääkin.",
        "- ”lossille” (ei mitään): löytää nyt jotain, vaikka ei saisi.",
    ]


def test_same_site_loses_nothing(browser: Browser, county_site: Path) -> None:
    text = search_changes(browser, county_site, county_site, queries(PIENI), moved_pages(PIENI))
    assert text.endswith("\nKysyttiin 4 hakua (data/queries.yml). Yksikään ei menetä eikä saa sivuaan.\n")


def test_moved_page_is_the_same_page(browser: Browser, county_site: Path) -> None:
    luokat = {"perusmuoto": [{"haku": "jäätie", "sivut": ["/perilla/"]}]}
    moved = {"/tietoa/": "/perilla/"}
    assert "Menettää" in search_changes(browser, county_site, county_site, luokat, moved)
    assert moved_pages(PIENI)["/polut/valitsin/"] == "/palveluvalitsin/"
