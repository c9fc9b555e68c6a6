"""Reading paths: from page to page, read and marked, also in two tabs at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from training import KIRJA, LUKUPOLUT, NIMET, TAPAUKSET, avaa, expect_stored, valitse

pytestmark = pytest.mark.xdist_group("browser")


def test_two_tabs_keep_each_others_marks(context: BrowserContext, address: str) -> None:
    yksi, toinen = context.new_page(), context.new_page()
    yksi.goto(f"{address}/harjoitukset/")
    toinen.goto(f"{address}/lukupolut/")
    toinen.get_by_label("Luettu Tuen tarpeen tunnistaminen").first.check()
    expect_stored(yksi, 1)
    avaa(yksi, TAPAUKSET[0].otsikko)
    valitse(yksi, NIMET["tyottoman-terveystarkastus"])
    expect_stored(toinen, 2)
    toinen.get_by_label("Luettu Palvelut", exact=True).first.check()
    expect_stored(yksi, 3)
    kolmas = context.new_page()
    kolmas.goto(f"{address}/perehdytysmerkinta/")
    expect(kolmas.get_by_role("heading", name="Luetut sivut (2)")).to_be_visible()
    toinen.get_by_label("Luettu Palvelut", exact=True).first.uncheck()
    expect(kolmas.get_by_role("heading", name="Luetut sivut (1)")).to_be_visible()


@pytest.mark.parametrize("polku", LUKUPOLUT, ids=lambda polku: polku.id)
def test_through_a_whole_reading_path(page: Page, address: str, polku: Any) -> None:
    page.goto(f"{address}/lukupolut/#{polku.id}")
    osa = page.locator(".tk-lukupolku").nth(LUKUPOLUT.index(polku))
    expect(osa.locator(".tk-mittari")).to_have_text(re.compile(rf"0/{len(polku.sivut)} luettu"))
    osa.locator('[data-osa="seuraava"]').click()
    for i, kohta in enumerate(polku.sivut):
        otsikko = KIRJA.sivu[kohta.sivu].otsikko
        expect(page.get_by_role("heading", level=1)).to_contain_text(otsikko)
        palkki = page.locator(".tk-palkki:visible")
        expect(palkki).to_have_count(1)
        expect(palkki).to_contain_text(f"Lukupolku: {polku.nimi}, sivu {i + 1}/{len(polku.sivut)}")
        assert palkki.get_by_role("link", name=re.compile("^Edellinen: ")).count() == (i > 0)
        palkki.get_by_label("Olen lukenut tämän sivun").check()
        if i + 1 < len(polku.sivut):
            palkki.get_by_role(
                "link", name=f"Seuraava: {KIRJA.sivu[polku.sivut[i + 1].sivu].otsikko}"
            ).click()
    page.locator(".tk-palkki:visible").get_by_role("link", name=polku.nimi).click()
    expect(osa.locator(".tk-mittari")).to_have_text(
        re.compile(rf"{len(polku.sivut)}/{len(polku.sivut)} luettu")
    )
    assert osa.locator("progress").evaluate("e => e.value === e.max")
    expect(osa.get_by_text("Lue seuraavaksi")).to_be_hidden()
    page.goto(f"{address}/perehdytysmerkinta/")
    expect(page.get_by_text(f"Koko lukupolku luettu: {polku.nimi}")).to_be_visible()
    rivit = page.locator(".tk-merkinta__osa").first.locator("li:visible").all_text_contents()
    assert set(rivit) == {KIRJA.sivu[kohta.sivu].otsikko for kohta in polku.sivut}


def test_path_survives_anchors_a_reload_and_the_way_back(page: Page, address: str) -> None:
    palkki = page.locator(".tk-palkki:visible")
    page.goto(f"{address}/tunnistaminen/#!polku=hoitaja")
    expect(palkki).to_contain_text("Terveydenhoitajalle ja sairaanhoitajalle")
    page.locator(".md-nav--secondary").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/tunnistaminen/#[a-z-]+$"))
    expect(palkki).to_contain_text("Terveydenhoitajalle ja sairaanhoitajalle")
    page.reload()
    expect(palkki).to_contain_text("Terveydenhoitajalle ja sairaanhoitajalle")
    page.goto(f"{address}/sanasto/")
    page.go_back()
    expect(palkki).to_contain_text("Terveydenhoitajalle ja sairaanhoitajalle")
    page.evaluate("location.hash = '!polku=laakari'")
    expect(palkki).to_contain_text("Lukupolku: Lääkärille")
    page.go_back()
    expect(palkki).to_contain_text("Terveydenhoitajalle ja sairaanhoitajalle")
    page.goto(f"{address}/tunnistaminen/")
    expect(palkki).to_have_count(0)


def test_page_shows_no_path_to_those_who_did_not_come_by_it(page: Page, address: str) -> None:
    for hash_ in ("", "#tavat", "#!polku=", "#!polku=tuntematon", "#!polku=%E0", '#!polku="]'):
        page.goto("about:blank")
        page.goto(f"{address}/tunnistaminen/{hash_}")
        assert page.locator(".tk-palkki:visible").count() == 0


def test_going_back_shows_what_was_read_meanwhile(page: Page, address: str) -> None:
    page.goto(f"{address}/lukupolut/")
    page.locator('.tk-lukupolku [data-osa="seuraava"]').first.click()
    page.get_by_role("checkbox", name="Olen lukenut tämän sivun").check()
    page.go_back()
    expect(page.get_by_label("Luettu Tuen tarpeen tunnistaminen").first).to_be_checked()
