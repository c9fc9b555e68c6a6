"""Every state of the training's pages: on every screen, in forced colours, without JavaScript, on disk."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from training import (
    FULL,
    KIRJA,
    LUKUPOLUT,
    NIMET,
    TAPAUKSET,
    TAPAUS,
    TIETOTESTI,
    avaa,
    avoin,
    expect_tulos,
    fill_all,
    valitse,
)
from views import SCREENS, SPACING, Scheme, assert_sound, too_wide

pytestmark = pytest.mark.xdist_group("browser")


TAPAUKSESSA, KYSYMYKSESSA = "harjoitukset/#tapaus-koko-tilanne", "harjoitukset/#kysymys-maksuton"
VIEWS = {
    "list": "harjoitukset/",
    "list done": "harjoitukset/",
    "case": TAPAUKSESSA,
    "error": TAPAUKSESSA,
    "feedback": TAPAUKSESSA,
    "not stored": TAPAUKSESSA,
    "question": KYSYMYKSESSA,
    "question feedback": KYSYMYKSESSA,
    "paths": "lukupolut/",
    "paths done": "lukupolut/",
    "page on a path": "palvelut/laakaripalvelut/#!polku=laakari",
    "empty note": "perehdytysmerkinta/",
    "note": "perehdytysmerkinta/",
}


def show(page: Page, address: str, view: str) -> None:
    if view == "not stored":
        page.add_init_script(FULL)
    if view in ("list done", "paths done", "note"):
        fill_all(page, address)
    page.goto("about:blank")  # an address that differs in its fragment alone loads no page
    page.goto(f"{address}/{VIEWS[view]}")
    if view == "error":
        avoin(page).get_by_role("button", name="Tarkista").click()
    if view in ("feedback", "not stored"):
        valitse(page, NIMET["kela"], NIMET["tyokykykoordinaattori"], NIMET["tym"])
        avoin(page).locator('[data-ryhma="muut"] summary').click()
    if view == "question feedback":
        valitse(page, "Työkyvyn tuen lääkäripalvelut")


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@pytest.mark.parametrize("view", VIEWS)
def test_view_fits_and_has_no_axe_violation(
    browser: Browser, address: str, view: str, width: int, scheme: Scheme
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    show(page, address, view)
    assert_sound(page, ".tk-perehdytys :is(h2, h3, h4, h5, label, li, p, progress, input)", scheme)
    context.close()


def test_targets_are_large_enough_and_text_spacing_fits(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    for view in ("feedback", "case", "paths", "page on a path", "note"):
        show(page, address, view)
        kohteet = page.locator(".tk-perehdytys :is(label:has([type=checkbox], [type=radio]), button):visible")
        assert min(kohteet.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")) >= 40, view
        assert not too_wide(page, SPACING), view
    page.close()


def test_progress_shows_in_forced_colours(page: Page, address: str) -> None:
    fill_all(page, address)
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/lukupolut/")
    assert page.locator("progress").first.evaluate("e => getComputedStyle(e).appearance") == "auto"


def test_without_javascript_answers_and_paths_are_text(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/harjoitukset/")
    expect(page.locator("noscript p")).to_contain_text("tarvitsevat selaimen JavaScriptin")
    for tapaus in TAPAUKSET:
        tehtava = page.locator(f"#tapaus-{tapaus.id}")
        expect(tehtava.get_by_text(tapaus.kuvaus[:40])).to_be_visible()
        assert tehtava.locator("li").first.is_hidden()
        tehtava.get_by_text("Näytä vastaus").click()
        assert set(
            tehtava.locator('[data-tulos="suositellaan"] [data-osa="nimi"]:visible').all_text_contents()
        ) == {NIMET[palvelu] for palvelu in tapaus.odotus.suositellaan}
        assert tehtava.get_by_role("link", name="Katso valitsimessa").is_visible()
    for kysymys in TIETOTESTI:
        tehtava = page.locator(f"#kysymys-{kysymys.id}")
        assert tehtava.locator('[data-osa="nakyma"] li:visible').all_text_contents() == [
            v.teksti for v in kysymys.vaihtoehdot
        ]
        tehtava.get_by_text("Näytä vastaus").click()
        for vaihtoehto in kysymys.vaihtoehdot:
            sana = "Oikein" if vaihtoehto.oikein else "Väärin"
            kohta = tehtava.locator("details li").filter(has_text=f"{sana}: {vaihtoehto.teksti}")
            expect(kohta.get_by_text(vaihtoehto.selitys)).to_be_visible()
    for nimi in ("Tyhjennä", "Tarkista", "Tulosta"):
        assert page.get_by_role("button", name=nimi, exact=True).count() == 0
    assert page.locator("progress:visible").count() == 0
    page.goto(f"{address}/lukupolut/")
    assert page.locator("input:visible, progress:visible, button[data-osa]:visible").count() == 0
    for polku, lista in zip(LUKUPOLUT, page.locator("ol.tk-lukupolku__sivut").all(), strict=True):
        assert lista.locator("a").all_text_contents() == [
            KIRJA.sivu[kohta.sivu].otsikko for kohta in polku.sivut
        ]
        assert [
            kohta.miksi in teksti
            for kohta, teksti in zip(polku.sivut, lista.locator("li").all_text_contents(), strict=True)
        ] == [True] * len(polku.sivut)
    lista.locator("a").first.click()
    assert page.locator(".tk-palkki:visible").count() == 0
    context.close()


def test_works_from_the_disk(browser: Browser, offline_site: Path) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((offline_site / "harjoitukset.html").as_uri())
    avaa(page, TAPAUKSET[0].otsikko)
    valitse(page, NIMET["tyottoman-terveystarkastus"])
    expect_tulos(page, "Kaikki oikein")
    page.goto((offline_site / "tunnistaminen.html").as_uri() + "#!polku=kaikille")
    page.get_by_role("checkbox", name="Olen lukenut tämän sivun").check()
    page.goto((offline_site / "perehdytysmerkinta.html").as_uri())
    expect(page.get_by_role("heading", name="Luetut sivut (1)")).to_be_visible()
    expect(
        page.get_by_role("heading", name=f"Tapaukset: tehty 1/{len(TAPAUS)}, kaikki oikein 1")
    ).to_be_visible()
    assert errors == []
    page.close()


def test_small(site: Path) -> None:
    files = [
        next(site.glob(f"assets/javascripts/{name}.*js")) for name in ("progress", "exercises", "completion")
    ]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 8 * 1024
