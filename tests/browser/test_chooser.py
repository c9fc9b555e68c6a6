"""The service chooser as a reader uses it: by keyboard, question by question, to the result and to paper."""

from __future__ import annotations

import re

import checked
import pytest
from chooser import ALL, answer, heading, view
from playwright.sync_api import Page, expect

from handbook.chooser.rules import Chooser, Taso, fragment

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def valitsin() -> Chooser:
    return checked.valitsin()


@pytest.fixture
def page(page: Page, address: str) -> Page:
    """The chooser's page."""
    page.goto(f"{address}/palveluvalitsin/")
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.value"))


def test_by_keyboard_alone_to_the_result(page: Page, valitsin: Chooser) -> None:
    """Tab, arrows, Space and Enter: each question in turn, the last option of single choices, two needs."""
    annetut: dict[str, tuple[str, ...]] = {}
    while (seuraava := valitsin.asked(annetut)[-1]) not in annetut:
        kysymys = valitsin.kysymys[seuraava]
        expect(heading(page)).to_have_text(kysymys.kysymys)
        assert page.title().startswith(f"{kysymys.kysymys} – Palveluvalitsin")
        assert view(page).locator("input:checked").count() == 0
        if annetut:
            assert focused(page) == kysymys.kysymys, "the heading has the focus"
        page.keyboard.press("Tab")
        while not page.evaluate("document.activeElement.matches('.tk-vaihtoehto input')"):
            page.keyboard.press("Tab")
        if kysymys.monivalinta:
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            annetut[seuraava] = (kysymys.vaihtoehdot[0].id, kysymys.vaihtoehdot[1].id)
        else:
            page.keyboard.press("ArrowUp")  # from none chosen to the last
            annetut[seuraava] = (kysymys.vaihtoehdot[-1].id,)
        page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Palvelut vastaustesi perusteella")
    assert focused(page) == "Palvelut vastaustesi perusteella"
    assert page.evaluate("location.hash") == fragment(annetut)


def test_result_tells_every_outcome_with_reasons_grounds_and_facts(page: Page, valitsin: Chooser) -> None:
    page.goto(page.url + ALL)
    expect(heading(page)).to_have_text("Palvelut vastaustesi perusteella")
    vastaukset = {osa.split("=")[0]: tuple(osa.split("=")[1].split(".")) for osa in ALL[2:].split("&")}
    kirja = checked.kirja()
    tulokset = valitsin.evaluate(vastaukset)
    assert view(page).locator("[data-palvelu]").evaluate_all(
        "all => all.map(e => [e.dataset.palvelu, e.dataset.tulos])"
    ) == [[tulos.palvelu, tulos.taso.name.lower()] for tulos in tulokset]
    for tulos in tulokset:
        kohta = view(page).locator(f'[data-palvelu="{tulos.palvelu}"]')
        assert kohta.locator('[data-osa="teksti"]').all_text_contents() == [
            p.teksti for p in tulos.perustelut
        ]
        href = kohta.locator("h4 a").get_attribute("href")
        tietue = next(t for t in kirja.valittavat if t.id == tulos.palvelu)
        assert href == f"../{tietue.osoite.removesuffix('.md').removesuffix('index')}/", href
        for rivi, perustelu in zip(kohta.locator("ul .tk-peruste").all(), tulos.perustelut, strict=True):
            kriteeri = next(
                k
                for ryhma in valitsin.palvelut[tulos.palvelu].ryhmat
                for k in ryhma
                if k.kysymys == perustelu.kysymys
            )
            viitteet = [*kriteeri.perusta, *(f"[{n}]" for n in kirja.faktojen_lahteet(kriteeri.perusta))]
            assert rivi.locator("a").all_text_contents() == viitteet
            assert rivi.get_by_text("tulkinta").count() == perustelu.tulkinta
        syyt = {perustelu.kysymys for perustelu in tulos.perustelut}
        assert kohta.locator(".tk-tarkistettava > summary").all_text_contents() == [
            f"Tarkistettava: {kirja.tarkistus[tunnus].aihe}"
            for tunnus, kysymykset in kirja.tuloksen_tarkistukset(tietue).items()
            if syyt.intersection(kysymykset)
        ]
        assert kohta.get_by_text("Näin pääsee").count() == (tulos.taso > Taso.EI)
    ips = view(page).locator('[data-palvelu="tyohonvalmennus-ips"]')
    expect(ips).to_contain_text("Palvelu vaatii aina sosiaalihuollon palvelupäätöksen.")
    expect(view(page).locator('[data-palvelu="tyottoman-terveystarkastus"]')).to_contain_text(
        "Tarkastus on asiakkaalle maksuton."
    )
    expect(view(page).locator('[data-palvelu="laakaripalvelut"]')).to_contain_text(
        "Maksu Käsikirja ei kerro."
    )


def test_error_is_told_in_title_focus_and_beside_the_field(page: Page) -> None:
    page.get_by_role("button", name="Jatka").press("Enter")
    virhe = view(page).get_by_role("alert")
    expect(virhe).to_be_focused()
    expect(virhe).to_contain_text("Vastaus puuttuu")
    assert page.title().startswith("Virhe: Mikä on asiakkaan tilanne nyt? – Palveluvalitsin")
    expect(view(page).locator("fieldset")).to_have_accessible_description(
        "Virhe: valitse vaihtoehto. Jos et tiedä, kerro sekin."
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(view(page).locator("input").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Vaikeuttaako työkyvyn haaste asiakkaan työllistymistä?")
    assert not page.title().startswith("Virhe")


def test_back_forward_and_reload(page: Page) -> None:
    answer(page, "Työtön")
    answer(page, "Kyllä")
    expect(heading(page)).to_have_text(re.compile("^Onko asiakkaalla työterveyshuolto"))
    page.reload()
    expect(heading(page)).to_have_text(re.compile("^Onko asiakkaalla työterveyshuolto"))
    page.go_back()
    expect(heading(page)).to_have_text(re.compile("^Vaikeuttaako"))
    page.go_back()
    expect(heading(page)).to_have_text("Mikä on asiakkaan tilanne nyt?")
    page.go_forward()
    expect(heading(page)).to_have_text(re.compile("^Vaikeuttaako"))
    page.get_by_role("link", name="Edellinen kysymys").click()
    expect(heading(page)).to_have_text("Mikä on asiakkaan tilanne nyt?")
    expect(view(page).get_by_label("Työtön", exact=True)).to_be_checked()


def test_changing_an_answer_keeps_the_later_ones_and_asks_what_matters_again(page: Page) -> None:
    page.goto(page.url + ALL)
    page.get_by_role("link", name="Muuta vastausta: Mitä asiakas tarvitsee?").click()
    expect(heading(page)).to_have_text("Mitä asiakas tarvitsee?")
    expect(heading(page)).to_be_focused()
    # the earlier answers are still there; of the later ones none is asked again while it has an answer
    view(page).get_by_label("Tukea työllistyäkseen avoimille työmarkkinoille", exact=False).uncheck()
    answer(page)
    expect(heading(page)).to_have_text("Palvelut vastaustesi perusteella")
    assert "tyollisyyspalvelut=ei" in page.url, "kept in the link"
    kysymykset = view(page).locator("dt").all_text_contents()
    assert not any("työllisyyspalvelut" in kysymys for kysymys in kysymykset), "but it no longer matters"
    page.get_by_role("link", name="Muuta vastausta: Mitä asiakas tarvitsee?").click()
    answer(page, "Tukea työ- ja toimintakykyyn, jotta työmarkkinoille osallistuminen on mahdollista")
    expect(view(page).locator("dt", has_text="Ovatko työllisyyspalvelut asiakkaalle")).to_be_visible()
    page.get_by_role("link", name="Aloita alusta").click()
    expect(heading(page)).to_have_text("Mikä on asiakkaan tilanne nyt?")
    assert view(page).locator("input:checked").count() == 0
    assert view(page).get_by_text("Vastauksesi").count() == 0


def test_question_that_a_change_makes_matter_is_asked(page: Page) -> None:
    page.goto(page.url + "#!tilanne=tyoton&haaste=kylla&terveydenhuolto=ei&tym=ei&tarpeet=arvio&laajuus=yksi")
    expect(heading(page)).to_have_text("Palvelut vastaustesi perusteella")
    page.get_by_role("link", name="Muuta vastausta: Mitä asiakas tarvitsee?").click()
    answer(page, "Tukea työ- ja toimintakykyyn, jotta työmarkkinoille osallistuminen on mahdollista")
    expect(heading(page)).to_have_text("Ovatko työllisyyspalvelut asiakkaalle riittäviä ja oikea-aikaisia?")


def test_i_cannot_say_goes_with_no_other_need(page: Page) -> None:
    page.goto(page.url + "#!tilanne=tyoton&haaste=kylla&terveydenhuolto=ei&tym=ei")
    valitse = view(page).get_by_label
    valitse("Arvion terveydestä ja hyvinvoinnista").check()
    valitse("En osaa vielä sanoa").check()
    expect(valitse("Arvion terveydestä ja hyvinvoinnista")).not_to_be_checked()
    valitse("Arvion terveydestä ja hyvinvoinnista").check()
    expect(valitse("En osaa vielä sanoa")).not_to_be_checked()


def test_contradictions_are_told_and_the_result_stands(page: Page) -> None:
    page.goto(
        page.url + "#!tilanne=tyoton&haaste=ei&terveydenhuolto=tyoterveys&tym=ei&tarpeet=arvio&laajuus=yksi"
    )
    assert view(page).locator(".tk-ristiriita").count() == 2
    assert view(page).locator("[data-palvelu]").count() == 14


def test_service_page_leads_to_its_rules_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}/palvelut/tyohonvalmennus-ips/")
    page.get_by_role("link", name="Kokeile palveluvalitsinta").click()
    assert page.url == f"{address}/palveluvalitsin/"
    page.go_back()
    page.get_by_role("link", name="Milloin palveluvalitsin ehdottaa tätä palvelua?").click()
    saanto = page.locator("#saanto-tyohonvalmennus-ips")
    expect(saanto).to_be_in_viewport()
    expect(saanto.get_by_role("table")).to_be_visible()
    saanto.get_by_role("link", name="Laatuperusteinen työhönvalmennus").click()
    assert page.url == f"{address}/palvelut/tyohonvalmennus-ips/"


def test_prints_the_result_or_all_questions(page: Page) -> None:
    page.evaluate("""() => {
      const { dataset } = document.querySelector('palvelu-valitsin');
      window.print = () => { window.tulostettu = dataset.tuloste; };
    }""")
    page.goto(page.url + ALL)
    page.emulate_media(media="print")
    expect(view(page).locator('[data-palvelu="kela"]')).to_be_visible()
    expect(view(page).get_by_role("button", name="Tulosta tulos")).to_be_hidden()
    expect(page.locator("#kaikki-kysymykset")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Tulosta tulos").click()
    assert page.evaluate("window.tulostettu") == "tulos"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.locator("#kaikki-kysymykset > summary").click()
    page.get_by_role("button", name="Tulosta kysymykset ja säännöt").click()
    assert page.evaluate("window.tulostettu") == "kaikki"
    page.emulate_media(media="print")
    expect(view(page)).to_be_hidden()
    expect(page.locator("#saanto-kela")).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(view(page)).to_be_visible()
    page.locator("#kaikki-kysymykset > summary").click()
    page.emulate_media(media="null")
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 1 <= len(pages) <= 6, (
        "the theme opens every details for printing, but rules that were not asked for stay out"
    )
