"""Every view of the service chooser: on every screen, without JavaScript, from the disk."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import checked
import pytest
from chooser import ALL, answer, heading, view
from playwright.sync_api import Browser, Page, expect
from views import SCREENS, SPACING, Scheme, assert_sound, too_wide

from handbook.chooser.rules import Chooser

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def valitsin() -> Chooser:
    return checked.valitsin()


@pytest.fixture
def page(page: Page, address: str) -> Page:
    """The chooser's page."""
    page.goto(f"{address}/palveluvalitsin/")
    return page


def test_focus_is_not_under_the_header(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 500})
    page.goto(page.url + "#!tilanne=tyoton")
    page.get_by_role("button", name="Jatka").press("Enter")
    virhe = view(page).get_by_role("alert")
    expect(virhe).to_be_focused()
    header = page.locator(".md-header").bounding_box()
    box = virhe.bounding_box()
    assert header and box and box["y"] >= header["y"] + header["height"]


VIEWS = {
    "question": "#!tilanne=tyoton&haaste=kylla&terveydenhuolto=ei&tym=ei",
    "error": "",
    "result": ALL,
    "contradiction": (
        "#!tilanne=tyoton&haaste=ei&terveydenhuolto=tyoterveys&tym=ei&tarpeet=arvio&laajuus=yksi"
    ),
    "rules": "#saanto-kela",
}


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@pytest.mark.parametrize("view", VIEWS)
def test_view_fits_and_has_no_axe_violation(
    browser: Browser, address: str, view: str, width: int, scheme: Scheme
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/palveluvalitsin/{VIEWS[view]}")
    if view == "error":
        page.get_by_role("button", name="Jatka").click()
    expect(heading(page)).to_be_visible()
    assert_sound(page, ".tk-valitsin :is(h2, h3, h4, label, td, th, li, dd, p)", scheme)
    context.close()


def test_targets_are_large_enough_and_text_spacing_fits(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{address}/palveluvalitsin/")
    assert (
        min(
            view(page)
            .locator("label, button")
            .evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        )
        >= 40
    )
    assert not too_wide(page, SPACING)
    page.close()


def test_without_javascript_questions_and_rules_are_text(
    browser: Browser, address: str, valitsin: Chooser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/palveluvalitsin/")
    expect(page.locator("noscript p")).to_contain_text("Valitsin tarvitsee selaimen JavaScriptin.")
    kysymykset = page.locator(".tk-kysymyslista ol > li")
    assert kysymykset.locator("strong").all_text_contents() == [k.kysymys for k in valitsin.kysely.kysymykset]
    for rivi, kysymys in zip(kysymykset.all(), valitsin.kysely.kysymykset, strict=True):
        assert rivi.locator("ul li").all_text_contents() == [v.teksti for v in kysymys.vaihtoehdot]
    for palvelu, valinta in valitsin.palvelut.items():
        saanto = page.locator(f"#saanto-{palvelu}")
        expect(saanto.get_by_role("table")).to_be_visible()
        for kriteeri in (k for ryhma in valinta.ryhmat for k in ryhma):
            solut = saanto.locator(f'[data-kysymys="{kriteeri.kysymys}"] td')
            for solu, lista in zip(
                solut.all()[:3], (kriteeri.sopii, kriteeri.selvita, kriteeri.ei), strict=True
            ):
                vaihtoehdot = [v for v in valitsin.kysymys[kriteeri.kysymys].vaihtoehdot if v.id in lista]
                tekstit = solu.locator("li").all_text_contents()
                assert [
                    teksti.startswith(v.teksti) for teksti, v in zip(tekstit, vaihtoehdot, strict=True)
                ] == [True] * len(vaihtoehdot)
    context.close()


def test_works_from_the_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "palveluvalitsin/index.html").as_uri())
    answer(page, "Työtön")
    expect(heading(page)).to_have_text(re.compile("^Vaikeuttaako"))
    page.goto((site / "palveluvalitsin/index.html").as_uri() + ALL)
    assert view(page).locator("[data-palvelu]").count() == 14
    page.close()


def test_small_enough_for_the_first_view(site: Path, valitsin: Chooser) -> None:
    files = [
        next(site.glob(f"assets/javascripts/{name}.????????.js")) for name in ("chooser-rules", "chooser")
    ]
    rules = json.dumps(valitsin.as_data(), ensure_ascii=False, separators=(",", ":")).encode()
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 6 * 1024
    assert len(gzip.compress(rules)) <= 5 * 1024
