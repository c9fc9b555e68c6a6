"""The service chooser as a reader uses it: by keyboard, by link, on paper, on a narrow screen, without JavaScript."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import content
import pytest
from builds import build, county_project
from playwright.sync_api import Browser, Page, expect
from views import SCREENS, Scheme, assert_sound

from handbook.chooser.rules import Chooser, Taso, fragment

pytestmark = pytest.mark.xdist_group("browser")

KAIKKI = "#!tilanne=tyoton&haaste=kylla&terveydenhuolto=ei&tym=ei&tarpeet=arvio.tyo&tyollisyyspalvelut=ei&vamma=ei&laajuus=koordinointi"


@pytest.fixture(scope="module")
def valitsin() -> Chooser:
    return content.valitsin()


@pytest.fixture
def page(page: Page, address: str) -> Page:
    """The chooser's page."""
    page.goto(f"{address}/palveluvalitsin/")
    return page


def nakyma(page: Page) -> Any:
    return page.locator(".tk-valitsin__nakyma")


def otsikko(page: Page) -> Any:
    return nakyma(page).locator("h2")


def vastaa(page: Page, *tekstit: str) -> None:
    for teksti in tekstit:
        nakyma(page).get_by_label(teksti, exact=True).check()
    page.get_by_role("button", name="Jatka").click()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.value"))


def test_by_keyboard_alone_to_the_result(page: Page, valitsin: Chooser) -> None:
    """Tab, arrows, Space and Enter: each question in turn, the last option of every single choice, two needs."""
    annetut: dict[str, tuple[str, ...]] = {}
    while (seuraava := valitsin.asked(annetut)[-1]) not in annetut:
        kysymys = valitsin.kysymys[seuraava]
        expect(otsikko(page)).to_have_text(kysymys.kysymys)
        assert page.title().startswith(f"{kysymys.kysymys} – Palveluvalitsin")
        assert nakyma(page).locator("input:checked").count() == 0
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
    expect(otsikko(page)).to_have_text("Palvelut vastaustesi perusteella")
    assert focused(page) == "Palvelut vastaustesi perusteella"
    assert page.evaluate("location.hash") == fragment(annetut)


def test_result_tells_every_outcome_with_reasons_grounds_and_facts(page: Page, valitsin: Chooser) -> None:
    page.goto(page.url + KAIKKI)
    expect(otsikko(page)).to_have_text("Palvelut vastaustesi perusteella")
    vastaukset = {osa.split("=")[0]: tuple(osa.split("=")[1].split(".")) for osa in KAIKKI[2:].split("&")}
    kirja = content.kirja()
    tulokset = valitsin.evaluate(vastaukset)
    assert nakyma(page).locator("[data-palvelu]").evaluate_all(
        "all => all.map(e => [e.dataset.palvelu, e.dataset.tulos])"
    ) == [[tulos.palvelu, tulos.taso.name.lower()] for tulos in tulokset]
    for tulos in tulokset:
        kohta = nakyma(page).locator(f'[data-palvelu="{tulos.palvelu}"]')
        assert kohta.locator('[data-osa="teksti"]').all_text_contents() == [
            p.teksti for p in tulos.perustelut
        ]
        href = kohta.locator("h4 a").get_attribute("href")
        tietue = next(t for t in kirja.valittavat if t.id == tulos.palvelu)
        assert href == f"../{tietue.osoite.removesuffix('.md').removesuffix('index')}/", href
        for rivi, perustelu in zip(
            kohta.locator('ul [data-osa="peruste"]').all(), tulos.perustelut, strict=True
        ):
            kriteeri = next(
                k
                for ryhma in valitsin.palvelut[tulos.palvelu].ryhmat
                for k in ryhma
                if k.kysymys == perustelu.kysymys
            )
            viitteet = [*kriteeri.perusta, *(f"[{n}]" for n in kirja.faktojen_lahteet(kriteeri.perusta))]
            assert rivi.locator("a").all_text_contents() == viitteet
            assert rivi.get_by_text("tulkinta").count() == kriteeri.tulkinta
        assert kohta.get_by_text("Näin pääsee").count() == (tulos.taso > Taso.EI)
    ips = nakyma(page).locator('[data-palvelu="tyohonvalmennus-ips"]')
    expect(ips).to_contain_text("Palvelu vaatii aina sosiaalihuollon palvelupäätöksen.")
    expect(nakyma(page).locator('[data-palvelu="tyottoman-terveystarkastus"]')).to_contain_text(
        "Outcome on asiakkaalle maksuton."
    )
    expect(nakyma(page).locator('[data-palvelu="laakaripalvelut"]')).to_contain_text(
        "Maksu Käsikirja ei kerro."
    )


def test_error_is_told_in_title_focus_and_beside_the_field(page: Page) -> None:
    page.get_by_role("button", name="Jatka").press("Enter")
    virhe = nakyma(page).get_by_role("alert")
    expect(virhe).to_be_focused()
    expect(virhe).to_contain_text("Vastaus puuttuu")
    assert page.title().startswith("Virhe: Mikä on asiakkaan tilanne nyt? – Palveluvalitsin")
    expect(nakyma(page).locator("fieldset")).to_have_accessible_description(
        "Virhe: valitse vaihtoehto. Jos et tiedä, kerro sekin."
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(nakyma(page).locator("input").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(otsikko(page)).to_have_text("Vaikeuttaako työkyvyn haaste asiakkaan työllistymistä?")
    assert not page.title().startswith("Virhe")


def test_back_forward_and_reload(page: Page) -> None:
    vastaa(page, "Työtön")
    vastaa(page, "Kyllä")
    expect(otsikko(page)).to_have_text(re.compile("^Onko asiakkaalla työterveyshuolto"))
    page.reload()
    expect(otsikko(page)).to_have_text(re.compile("^Onko asiakkaalla työterveyshuolto"))
    page.go_back()
    expect(otsikko(page)).to_have_text(re.compile("^Vaikeuttaako"))
    page.go_back()
    expect(otsikko(page)).to_have_text("Mikä on asiakkaan tilanne nyt?")
    page.go_forward()
    expect(otsikko(page)).to_have_text(re.compile("^Vaikeuttaako"))
    page.get_by_role("link", name="Edellinen kysymys").click()
    expect(otsikko(page)).to_have_text("Mikä on asiakkaan tilanne nyt?")
    expect(nakyma(page).get_by_label("Työtön", exact=True)).to_be_checked()


def test_changing_an_answer_keeps_the_later_ones_and_asks_what_matters_again(page: Page) -> None:
    page.goto(page.url + KAIKKI)
    page.get_by_role("link", name="Muuta vastausta: Mitä asiakas tarvitsee?").click()
    expect(otsikko(page)).to_have_text("Mitä asiakas tarvitsee?")
    expect(otsikko(page)).to_be_focused()
    # the earlier answers are still there; of the later ones none is asked again while it has an answer
    nakyma(page).get_by_label("Tukea työpaikan löytämiseen", exact=False).uncheck()
    vastaa(page)
    expect(otsikko(page)).to_have_text("Palvelut vastaustesi perusteella")
    assert "tyollisyyspalvelut=ei" in page.url, "kept in the link"
    kysymykset = nakyma(page).locator("dt").all_text_contents()
    assert "Riittääkö työllisyyspalvelujen tuki asiakkaalle?" not in kysymykset, "but it no longer matters"
    page.get_by_role("link", name="Muuta vastausta: Mitä asiakas tarvitsee?").click()
    vastaa(page, "Tukea työ- ja toimintakyvyn vahvistamiseen ennen työelämää")
    expect(
        nakyma(page).locator("dt", has_text="Riittääkö työllisyyspalvelujen tuki asiakkaalle?")
    ).to_be_visible()
    page.get_by_role("link", name="Aloita alusta").click()
    expect(otsikko(page)).to_have_text("Mikä on asiakkaan tilanne nyt?")
    assert nakyma(page).locator("input:checked").count() == 0
    assert nakyma(page).get_by_text("Vastauksesi").count() == 0


def test_question_that_a_change_makes_matter_is_asked(page: Page) -> None:
    page.goto(page.url + "#!tilanne=tyoton&haaste=kylla&terveydenhuolto=ei&tym=ei&tarpeet=arvio&laajuus=yksi")
    expect(otsikko(page)).to_have_text("Palvelut vastaustesi perusteella")
    page.get_by_role("link", name="Muuta vastausta: Mitä asiakas tarvitsee?").click()
    vastaa(page, "Tukea työ- ja toimintakyvyn vahvistamiseen ennen työelämää")
    expect(otsikko(page)).to_have_text("Riittääkö työllisyyspalvelujen tuki asiakkaalle?")


def test_i_cannot_say_goes_with_no_other_need(page: Page) -> None:
    page.goto(page.url + "#!tilanne=tyoton&haaste=kylla&terveydenhuolto=ei&tym=ei")
    valitse = nakyma(page).get_by_label
    valitse("Arvion työkyvystä tai kuntoutustarpeesta").check()
    valitse("En osaa vielä sanoa").check()
    expect(valitse("Arvion työkyvystä tai kuntoutustarpeesta")).not_to_be_checked()
    valitse("Arvion työkyvystä tai kuntoutustarpeesta").check()
    expect(valitse("En osaa vielä sanoa")).not_to_be_checked()


def test_contradictions_are_told_and_the_result_stands(page: Page) -> None:
    page.goto(
        page.url + "#!tilanne=tyoton&haaste=ei&terveydenhuolto=tyoterveys&tym=ei&tarpeet=arvio&laajuus=yksi"
    )
    assert nakyma(page).locator(".tk-ristiriita").count() == 2
    assert nakyma(page).locator("[data-palvelu]").count() == 15


HOSTILE = [
    "#!tilanne=tyoton&tilanne=tyossa",
    "#!tilanne=tuntematon",
    "#!foo=bar&__proto__=x&constructor=y&toString=z",
    "#!tilanne=__proto__",
    "#!tilanne=%E0%A4%A",
    "#!%",
    "#!&&==&=.&tilanne",
    "#!tilanne=tyoton.tyossa",
    "#!tarpeet=arvio.ei-tiedossa",
    "#!tarpeet=arvio.arvio.x",
    '#!tilanne="><img src=x onerror=window.murrettu=1>',
    "#!<script>window.murrettu=1</script>=x",
    "#!tilanne=tyoton%26haaste=%3Cb%3E",
    "#!" + "a" * 10_000,
    "#!" + "tilanne=tyoton&" * 700,
    "#!tarpeet=" + "arvio." * 1700,
    "#tilanne=tyoton",
    "#",
    "#!",
    "#%00",
    '#!"]',
    "#\\",
]


@pytest.mark.parametrize("hash_", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_link_breaks_nothing(page: Page, hash_: str) -> None:
    address = page.url
    for navigate in ("location.hash = h", "location.replace(a + h); location.reload()"):
        page.evaluate(f"([a, h]) => {{ {navigate} }}", [address, hash_])
        page.wait_for_load_state()
        expect(otsikko(page)).to_have_count(1)
        expect(otsikko(page)).to_have_text(re.compile(r"\?$"))
        assert page.evaluate("window.murrettu") is None
        assert nakyma(page).locator("img, script, b").count() == 0


def test_first_answer_of_a_repeated_question_stands_and_encoded_links_open(page: Page) -> None:
    parse = "h => [...chooserRules.parse(JSON.parse(document.querySelector('palvelu-valitsin').dataset.saannot), h)]"
    assert page.evaluate(parse, "#!tilanne=tyoton&tilanne=tyossa") == [["tilanne", ["tyoton"]]]
    assert page.evaluate(parse, "#!tarpeet=arki.arvio.arvio&tilanne=tyossa") == [
        ["tilanne", ["tyossa"]],
        ["tarpeet", ["arvio", "arki"]],
    ]
    assert page.evaluate(parse, "#!tilanne%3Dtyoton%26tarpeet%3Darvio%2Earki") == [
        ["tilanne", ["tyoton"]],
        ["tarpeet", ["arvio", "arki"]],
    ]
    assert page.evaluate(parse, "#!tarpeet=arvio.ei-tiedossa&tilanne=tyoton.tyossa&__proto__=x") == []
    assert page.evaluate(parse, "#tilanne=tyoton") == []


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


def test_copied_link_is_the_result(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/palveluvalitsin/{KAIKKI}&foo=bar")
    page.get_by_role("button", name="Kopioi linkki tulokseen").click()
    expect(page.get_by_role("status").filter(has_text="Linkki on kopioitu.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/palveluvalitsin/{KAIKKI}"
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Kopioi linkki tulokseen").click()
    expect(page.get_by_label("Linkki tulokseen", exact=True)).to_have_value(
        f"{address}/palveluvalitsin/{KAIKKI}"
    )
    context.close()


def test_prints_the_result_or_all_questions(page: Page) -> None:
    page.evaluate(
        "window.print = () => { window.tulostettu = document.querySelector('palvelu-valitsin').dataset.tuloste; }"
    )
    page.goto(page.url + KAIKKI)
    page.emulate_media(media="print")
    expect(nakyma(page).locator('[data-palvelu="kela"]')).to_be_visible()
    expect(nakyma(page).get_by_role("button", name="Tulosta tulos")).to_be_hidden()
    expect(page.locator("#kaikki-kysymykset")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Tulosta tulos").click()
    assert page.evaluate("window.tulostettu") == "tulos"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.locator("#kaikki-kysymykset > summary").click()
    page.get_by_role("button", name="Tulosta kysymykset ja säännöt").click()
    assert page.evaluate("window.tulostettu") == "kaikki"
    page.emulate_media(media="print")
    expect(nakyma(page)).to_be_hidden()
    expect(page.locator("#saanto-kela")).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(nakyma(page)).to_be_visible()
    page.locator("#kaikki-kysymykset > summary").click()
    page.emulate_media(media="null")
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 1 <= len(pages) <= 6, (
        "the theme opens every details for printing, but rules that were not asked for stay out"
    )


def test_focus_is_not_under_the_header(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 500})
    page.goto(page.url + "#!tilanne=tyoton")
    page.get_by_role("button", name="Jatka").press("Enter")
    virhe = nakyma(page).get_by_role("alert")
    expect(virhe).to_be_focused()
    header = page.locator(".md-header").bounding_box()
    box = virhe.bounding_box()
    assert header and box and box["y"] >= header["y"] + header["height"]


VIEWS = {
    "question": "#!tilanne=tyoton&haaste=kylla&terveydenhuolto=ei&tym=ei",
    "error": "",
    "result": KAIKKI,
    "contradiction": "#!tilanne=tyoton&haaste=ei&terveydenhuolto=tyoterveys&tym=ei&tarpeet=arvio&laajuus=yksi",
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
    expect(otsikko(page)).to_be_visible()
    assert_sound(page, ".tk-valitsin :is(h2, h3, h4, label, td, th, li, dd, p)")
    context.close()


def test_targets_are_large_enough_and_text_spacing_fits(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page.goto(f"{address}/palveluvalitsin/")
    assert (
        min(
            nakyma(page)
            .locator("label, button")
            .evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        )
        >= 40
    )
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 320
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
    vastaa(page, "Työtön")
    expect(otsikko(page)).to_have_text(re.compile("^Vaikeuttaako"))
    page.goto((site / "palveluvalitsin/index.html").as_uri() + KAIKKI)
    assert nakyma(page).locator("[data-palvelu]").count() == 15
    page.close()


def test_markup_in_the_data_is_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    paha = "<img src=x onerror=window.murrettu=1>&amp;"
    project = county_project(tmp_path / "county")
    quiz = project / "data/quiz.yml"
    text = quiz.read_text(encoding="utf-8")
    for kohta in (
        "Missä asiakas asuu?",
        "Saaristossa on oma palvelunsa.",
        "Saaressa",
        "asiakas asuu saaressa",
        "missä asiakas asuu",
        "Valitse kaikki sopivat.",
        "Tarkista, hakeeko asiakas asuntoa mantereelta.",
        "Palvelua ei löytynyt",
        "Tarkista vastaukset.",
    ):
        assert kohta in text
        text = text.replace(f'"{kohta}"', f'"{kohta} {paha}"')
    quiz.write_text(text, encoding="utf-8")
    services = project / "data/services.yml"
    services.write_text(
        services.read_text(encoding="utf-8").replace(
            "etsiikö asiakas asuntoa", f"etsiikö {paha} asiakas asuntoa"
        ),
        encoding="utf-8",
    )
    result = build(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    page = browser.new_page()
    kuvat: list[str] = []
    page.on("request", lambda request: kuvat.append(request.url) if request.url.endswith("/x") else None)
    for hash_ in (
        "",
        "#!koti=saari",
        "#!koti=saari&tarve=asunto",
        "#!koti=manner&tarve=tyo.asunto",
        "#!koti=ei-tiedossa&tarve=ei-tiedossa",
        "#saanto-mannerneuvonta",
    ):
        page.goto((tmp_path / "site/palveluvalitsin/index.html").as_uri() + hash_)
        page.reload()
        assert page.locator(".tk-valitsin img").count() == 0
        assert page.evaluate("window.murrettu") is None
        assert paha in page.locator(".tk-valitsin").inner_text() or not otsikko(page).inner_text().startswith(
            "Missä"
        )
    assert kuvat == []
    page.close()


def test_small_enough_for_the_first_view(site: Path, valitsin: Chooser) -> None:
    files = [
        next(site.glob(f"assets/javascripts/{name}.????????.js")) for name in ("chooser-rules", "chooser")
    ]
    rules = json.dumps(valitsin.as_data(), ensure_ascii=False, separators=(",", ":")).encode()
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 6 * 1024
    assert len(gzip.compress(rules)) <= 5 * 1024
