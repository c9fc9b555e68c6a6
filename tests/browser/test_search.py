"""The search box as readers use it: the whole table of queries, odd queries, and what the results show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builds import SUURI
from playwright.sync_api import Browser, Page, expect
from search_table import figures, queries, search, turn_to_search, typed

from handbook.search.model import EI_MITAAN

pytestmark = pytest.mark.xdist_group("browser")

LUOKAT = queries(SUURI)
HAUT = typed(LUOKAT)


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    puheet: list[str] = []
    page.on("console", lambda message: puheet.append(message.text))
    page.on("pageerror", lambda error: puheet.append(str(error)))
    page.goto(f"{address}/suunnitelma/")
    turn_to_search(page)
    yield page
    # Neither faults nor the search engine's English.
    assert puheet == []
    page.close()


@pytest.fixture(scope="module")
def vastaukset(page: Page) -> dict[str, dict[str, Any]]:
    """What the reader sees for every query of the table."""
    assert len(HAUT) == len(set(HAUT)) > 300
    return dict(zip(HAUT, search(page, *HAUT), strict=True))


def test_readers_find_the_right_page(
    vastaukset: dict[str, dict[str, Any]], record_property: Callable[[str, object], None]
) -> None:
    luvut = figures(LUOKAT, vastaukset)
    for nimi, (n, a, b, c) in luvut.items():
        record_property(
            f"haku, {nimi}",
            f"{n} hakua, oikea sivu kolmen joukossa {a:.2f}, ensimmäisenä {b:.2f}, ei mitään {c:.2f}",
        )
    _, kolmessa, ensin, tyhjia = luvut["kaikki"]
    assert kolmessa >= 0.95
    assert ensin >= 0.85
    assert tyhjia <= 0.03


def test_nonsense_finds_nothing(vastaukset: dict[str, dict[str, Any]]) -> None:
    tyhjat = {rivi["haku"]: vastaukset[rivi["haku"]] for rivi in LUOKAT[EI_MITAAN]}
    assert {
        haku: [osuma["sivu"] for osuma in vastaus["osumat"]]
        for haku, vastaus in tyhjat.items()
        if vastaus["osumat"]
    } == {}
    assert {vastaus["meta"] for vastaus in tyhjat.values()} == {"Ei hakutuloksia"}


def test_results_show_marked_words_and_no_missing_ones(vastaukset: dict[str, dict[str, Any]]) -> None:
    for haku, vastaus in vastaukset.items():
        assert "md-search-result__terms" not in vastaus["html"], haku
        assert "<mark><mark>" not in vastaus["html"], haku
        for osuma in vastaus["osumat"]:
            assert any(kohta["merkityt"] for kohta in osuma["kohdat"]), (haku, osuma)


@pytest.mark.parametrize(
    ("haku", "merkityt"),
    [
        ("lääkärille", {"lääkäripalvelut", "Lääkäri", "lääkärille"}),
        ("valmennus", {"työhönvalmennus"}),
        ("työkkäri", {"Työllisyyspalvelut", "työllisyyspalveluista"}),
        ("duunikoutsi", {"Työhönvalmentaja"}),
        ("työkyky", {"työkykyä"}),
        ("TYM:n", {"TYM"}),
        ("Y 100", {"Y100"}),
        ("työhönvalmenajalle", {"työhönvalmentajaan"}),
    ],
)
def test_results_mark_the_handbooks_word(page: Page, haku: str, merkityt: set[str]) -> None:
    [vastaus] = search(page, haku)
    assert merkityt <= {
        sana for osuma in vastaus["osumat"] for kohta in osuma["kohdat"] for sana in kohta["merkityt"]
    }


def test_a_section_is_found_by_the_title_of_its_page(page: Page) -> None:
    [vastaus] = search(page, "terveystarkastus kustannukset")
    assert vastaus["osumat"][0]["sivu"] == "/palvelut/tyottoman-terveystarkastus/"
    assert any("#maksu" in kohta["osoite"] for kohta in vastaus["osumat"][0]["kohdat"])


def test_results_grow_while_the_word_is_typed(page: Page) -> None:
    sana = "terveystarkastuksesta"
    for pituus, vastaus in enumerate(search(page, *[sana[:n] for n in range(3, len(sana) + 1)]), start=3):
        assert "/palvelut/tyottoman-terveystarkastus/" in [osuma["sivu"] for osuma in vastaus["osumat"]], (
            sana[:pituus]
        )


ODDS = [
    "",
    " ",
    "a",
    "ja",
    "kuka on se",
    "*",
    "**",
    "~",
    "~1",
    "+",
    "-",
    "^",
    ":",
    "::",
    "(",
    "[",
    "\\",
    '"',
    '"auki jäänyt',
    "title:",
    "title:lääkäri",
    "foo:bar",
    "lääkäri~9",
    "lääkäri~",
    "lääkäri^0",
    "+lääkäri",
    "-lääkäri",
    "lääk*",
    "*kär*",
    '"lääkäri"',
    "<img src=x onerror=alert(1)>",
    "<mark>",
    "&lt;",
    "${7*7}",
    "{{ 7 }}",
    "constructor",
    "__proto__",
    "toString valueOf",
    "🙂",
    "👩‍⚕️ lääkäri",
    "\u0000",
    "ﬁ",
    "İ",
    "漢字",
    "x" * 10000,
    "lääkäri " * 2000,
    "lääkäri" + "*" * 500,
    "työ" * 200,
]


@pytest.mark.parametrize("haku", ODDS, ids=lambda haku: repr(haku[:24]))
def test_no_query_breaks_the_search(page: Page, haku: str) -> None:
    # The search asks only when the query changes: a word between the odd ones.
    _, vastaus, jalkeen = search(page, "eläke", haku or " ", "suostumuslomake")
    assert vastaus["meta"]
    assert page.locator(".md-search-result img").count() == 0
    assert vastaus["html"].count("<mark>") == vastaus["html"].count("</mark>")
    if "lääkäri" in haku:
        assert "/palvelut/laakaripalvelut/" in [osuma["sivu"] for osuma in vastaus["osumat"]]
    assert jalkeen["osumat"]


def test_result_leads_to_its_section(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/?q=suostumuslomake")
    page.locator(".md-search-result__link h2", has_text="Suostumus").first.click()
    page.wait_for_url("**/hyvat-kaytannot/?h=*#suostumus")
    expect(page.get_by_role("heading", name="Suostumus ja päätös")).to_be_visible()
    page.close()


def test_long_figures_and_lists_are_cut_to_the_lines_that_have_the_word(page: Page) -> None:
    search(page, "eläke", "lääkäri")
    kohta = page.locator(".md-search-result__article", has_text="Asiakkaan polku työkykykoordinaattorille")
    expect(kohta.locator("p:has(mark)").first).to_be_visible()
    expect(kohta.locator("p:not(:has(mark))").locator("visible=true")).to_have_count(0)


def test_copy_on_disk_understands_the_same(browser: Browser, offline_site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((offline_site / "suunnitelma.html").as_uri())
    turn_to_search(page)
    for haku, sivu in (
        ("työkkäriin", "hyvat-kaytannot.html"),
        ("työhönvalmenajalle", "polut/ips-vaiheet.html"),
    ):
        [vastaus] = search(page, haku)
        assert any(osuma["sivu"].endswith(f"/{sivu}") for osuma in vastaus["osumat"][:3]), haku
    page.close()
