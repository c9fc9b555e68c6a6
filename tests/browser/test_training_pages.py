"""The orientation training as a reader goes through it: cases, knowledge check, reading paths, the note of completion."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from content import kirja
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from views import SCREENS, Scheme, assert_sound

from handbook.model_perehdytys import Tapaus, Tietokysymys

pytestmark = pytest.mark.xdist_group("browser")

TALLENNE = "tyokyvyn-tuen-kasikirja:perehdytys"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });"
FULL = f"""const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {{
    if (key === '{TALLENNE}') throw new DOMException('full', 'QuotaExceededError');
    set.call(this, key, value);
  }};"""

KIRJA = kirja()
NIMET = {tulos.id: tulos.nimi for tulos in KIRJA.valittavat}
TAPAUS = {tapaus.id: tapaus for tapaus in KIRJA.tapaukset}
KYSYMYS = {kysymys.id: kysymys for kysymys in KIRJA.tietotesti}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    assert context.cookies() == []
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """The exercises' page; any error in it, and any request that marking or checking makes, fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: errors.append(request.url) if not request.url.startswith((address, "blob:")) else None)
    page.goto(f"{address}/harjoitukset/")
    yield page
    assert errors == []


def avoin(page: Page) -> Locator:
    """The exercise that is open."""
    return page.locator(".tk-tehtava:visible")


def avaa(page: Page, otsikko: str) -> None:
    page.locator(".tk-sarja__tehtavat").get_by_role("link", name=otsikko, exact=True).click()
    expect(avoin(page).get_by_role("heading", level=3)).to_have_text(otsikko)


def valitse(page: Page, *tekstit: str) -> None:
    for teksti in tekstit:
        avoin(page).get_by_label(teksti, exact=True).check()
    avoin(page).get_by_role("button", name="Tarkista").click()


def ryhma(page: Page, nimi: str) -> list[str]:
    """The options in one group of the feedback."""
    return avoin(page).locator(f'[data-ryhma="{nimi}"] [data-osa="nimi"]').all_text_contents()


def expect_tulos(page: Page, tulos: str) -> None:
    expect(avoin(page).locator(".tk-palaute__tulos")).to_have_text(tulos, use_inner_text=True)


def tila(page: Page, otsikko: str) -> str:
    """What the list says of an exercise."""
    if avoin(page).count():
        avoin(page).get_by_role("link", name=re.compile("^Kaikki (tapaukset|kysymykset)$")).click()
    rivi = page.locator(".tk-sarja__tehtavat li").filter(has=page.get_by_role("link", name=otsikko, exact=True, include_hidden=True))
    return " ".join(str(rivi.locator(".tk-tila").evaluate("e => e.innerText")).split())


def stored(page: Page) -> dict[str, list[int]]:
    return json.loads(page.evaluate(f"localStorage.getItem('{TALLENNE}')") or "{}")


def expect_focus(page: Page, teksti: str) -> None:
    page.wait_for_function("teksti => document.activeElement.textContent.trim() === teksti", arg=teksti)


def test_case_wrong_then_right(page: Page) -> None:
    tapaus = TAPAUS["takaisin-toihin"]
    avaa(page, tapaus.otsikko)
    valitse(page, NIMET["sosiaaliohjaus"], NIMET["tyokykykoordinaattori"], NIMET["tyottoman-terveystarkastus"])
    expect_focus(page, "Palaute")
    expect_tulos(page, "Oikein 1/2, väärin 1")
    assert ryhma(page, "oikein") == [NIMET["sosiaaliohjaus"]]
    assert ryhma(page, "puuttuu") == [NIMET["tyohonvalmennus-ips"]]
    assert ryhma(page, "vaarin") == [NIMET["tyokykykoordinaattori"]]
    assert ryhma(page, "ehka") == [NIMET["tyottoman-terveystarkastus"]]
    assert len(ryhma(page, "muut")) == len(NIMET) - 4
    vaarin = avoin(page).locator('[data-ryhma="vaarin"] li').first
    expect(vaarin).to_contain_text("Ei nyt, koska asiakkaalle riittää yksi palvelu Peruste: K1")
    expect(avoin(page).locator('[data-ryhma="ehka"]')).to_contain_text("Voi sopia. Selvitä ensin, haluaako asiakas terveystarkastukseen")
    assert vaarin.get_by_role("link").first.get_attribute("href") == "../palvelut/tyokykykoordinaattori/"
    expect(avoin(page)).to_contain_text("Laatuperusteiseen työhönvalmennukseen tarvitaan aina sosiaalihuollon palvelupäätös. Peruste: I4")
    page.get_by_role("link", name="Kaikki tapaukset").first.click()
    expect_focus(page, tapaus.otsikko)  # the focus is where the reader left the list
    assert tila(page, tapaus.otsikko) == "Oikein 1/2, väärin 1"

    avaa(page, tapaus.otsikko)
    avoin(page).get_by_role("button", name="Yritä uudelleen").click()
    expect_focus(page, tapaus.otsikko)
    assert avoin(page).locator("input:checked").count() == 0
    valitse(page, *(NIMET[palvelu] for palvelu in tapaus.odotus.suositellaan))
    expect_tulos(page, "Kaikki oikein")
    assert ryhma(page, "puuttuu") == ryhma(page, "vaarin") == ryhma(page, "ehka") == []
    assert list(stored(page).values()) == [[2, 2, 0]]

    page.reload()
    assert avoin(page).get_by_role("button", name="Tarkista").is_visible(), "the case is open again, unanswered"
    assert tila(page, tapaus.otsikko) == "Kaikki oikein"
    progress = page.locator(".tk-sarja progress").first
    assert progress.evaluate("e => [e.value, e.max]") == [1, len(KIRJA.tapaukset)]
    expect(page.locator(".tk-mittari").first).to_have_text(re.compile(rf"1/{len(KIRJA.tapaukset)} tehty"))


@pytest.mark.parametrize("tapaus", KIRJA.tapaukset, ids=lambda tapaus: tapaus.id)
def test_feedback_and_chooser_say_what_the_case_expects(page: Page, tapaus: Tapaus) -> None:
    avaa(page, tapaus.otsikko)
    valitse(page, *(NIMET[palvelu] for palvelu in (*tapaus.odotus.suositellaan, *tapaus.odotus.selvita)))
    assert set(ryhma(page, "oikein")) == {NIMET[palvelu] for palvelu in tapaus.odotus.suositellaan}
    assert set(ryhma(page, "ehka")) == {NIMET[palvelu] for palvelu in tapaus.odotus.selvita}
    assert ryhma(page, "puuttuu") == ryhma(page, "vaarin") == []
    assert list(stored(page).values()) == [[len(tapaus.odotus.suositellaan)] * 2 + [0]], "what may fit is neither right nor wrong"
    avoin(page).get_by_role("link", name="Katso valitsimessa").click()
    expect(page.get_by_role("heading", name="Palvelut vastaustesi perusteella")).to_be_visible()
    for taso in ("suositellaan", "selvita"):
        saadut = page.locator(f'[data-tulos="{taso}"]').evaluate_all("all => all.map(e => e.dataset.palvelu)")
        assert set(saadut) == set(getattr(tapaus.odotus, taso))
    assert page.locator(".tk-ristiriita").count() == 0


@pytest.mark.parametrize("kysymys", KIRJA.tietotesti, ids=lambda kysymys: kysymys.id)
def test_every_option_of_the_knowledge_check_is_explained(page: Page, kysymys: Tietokysymys) -> None:
    avaa(page, kysymys.kysymys)
    tyypit = avoin(page).locator("input").evaluate_all("all => all.map(e => e.type)")
    assert set(tyypit) == {"radio" if kysymys.oikeita == 1 else "checkbox"}
    assert avoin(page).locator("label").all_inner_texts() == [vaihtoehto.teksti for vaihtoehto in kysymys.vaihtoehdot]
    vaara = next(vaihtoehto for vaihtoehto in kysymys.vaihtoehdot if not vaihtoehto.oikein)
    valitse(page, vaara.teksti)
    assert ryhma(page, "vaarin") == [vaara.teksti]
    assert ryhma(page, "puuttuu") == [vaihtoehto.teksti for vaihtoehto in kysymys.vaihtoehdot if vaihtoehto.oikein]
    palaute = avoin(page).locator(".tk-palaute")
    for vaihtoehto in kysymys.vaihtoehdot:
        kohta = palaute.locator("li").filter(has_text=vaihtoehto.selitys).filter(has_text=vaihtoehto.teksti)
        assert kohta.count() == 1
        href = kohta.get_by_role("link", name=vaihtoehto.katso.teksti, include_hidden=True).get_attribute("href") or ""
        assert href.endswith(f"#{vaihtoehto.katso.kohta}")
        assert kohta.locator(".tk-peruste a").all_text_contents() == vaihtoehto.perusta
    palaute.get_by_role("button", name="Yritä uudelleen").click()
    valitse(page, *(vaihtoehto.teksti for vaihtoehto in kysymys.vaihtoehdot if vaihtoehto.oikein))
    expect_tulos(page, "Kaikki oikein")


def test_options_do_not_stand_in_the_order_of_the_answer(page: Page) -> None:
    jarjestykset = set()
    for tapaus in KIRJA.tapaukset:
        page.goto(page.url.partition("#")[0] + f"#tapaus-{tapaus.id}")
        jarjestykset.add(tuple(avoin(page).locator("label").all_inner_texts()))
    assert jarjestykset == {tuple(map(str.strip, (*(palvelu.nimi for palvelu in KIRJA.palvelut), KIRJA.ensiaskel.nimi)))}


def tab_to(page: Page, selector: str) -> None:
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_by_keyboard_alone(page: Page) -> None:
    tapaus = KIRJA.tapaukset[0]
    tab_to(page, '[data-osa="seuraava"]')
    page.keyboard.press("Enter")
    expect_focus(page, tapaus.otsikko)
    tab_to(page, 'button[type="submit"]')
    page.keyboard.press("Enter")
    virhe = avoin(page).get_by_role("alert")
    expect(virhe).to_be_focused()
    expect(virhe).to_contain_text("Valinta puuttuu")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    [oikea] = tapaus.odotus.suositellaan
    tab_to(page, f'input[value="{oikea}"]')
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect_focus(page, "Palaute")
    expect_tulos(page, "Kaikki oikein")
    tab_to(page, '[data-ryhma="muut"] summary')
    page.keyboard.press("Enter")
    assert avoin(page).locator('[data-ryhma="muut"] li').first.is_visible()
    tab_to(page, ".tk-tehtava__selaus a")
    page.keyboard.press("Enter")
    expect_focus(page, KIRJA.tapaukset[1].otsikko)
    page.go_back()
    expect(avoin(page).locator(".tk-palaute")).to_be_visible()


def test_clearing_asks_once(page: Page) -> None:
    avaa(page, KIRJA.tapaukset[0].otsikko)
    valitse(page, NIMET["sosiaaliohjaus"])
    kysytty: list[str] = []
    page.once("dialog", lambda dialog: (kysytty.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Tyhjennä", exact=True).click()
    assert len(stored(page)) == 1
    page.once("dialog", lambda dialog: (kysytty.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Tyhjennä", exact=True).click()
    assert page.evaluate(f"localStorage.getItem('{TALLENNE}')") is None
    assert kysytty == ["Poistetaanko kaikki merkinnät luetuista sivuista, tapauksista ja tietotestistä?"] * 2
    assert tila(page, KIRJA.tapaukset[0].otsikko) == ""
    assert page.locator(".tk-sarja progress").first.evaluate("e => e.value") == 0


def test_changed_exercise_counts_as_not_done(page: Page) -> None:
    avaa(page, KIRJA.tapaukset[0].otsikko)
    valitse(page, NIMET["tyottoman-terveystarkastus"])
    vanha = "0123456789"
    page.evaluate(f"v => localStorage.setItem('{TALLENNE}', JSON.stringify({{ [v]: [1, 1, 0] }}))", vanha)
    page.reload()
    assert tila(page, KIRJA.tapaukset[0].otsikko) == ""
    assert page.locator(".tk-sarja progress").first.evaluate("e => e.value") == 0


@pytest.mark.parametrize("tallenne", [
    "", "{", "null", "7", '"x"', "[]", "[[1]]", '{"a": null}', '{"__proto__": [1]}', '{"AVAIN": "<img src=x onerror=window.murrettu=1>"}',
    '{"AVAIN": ["<b>", 1, 2]}', '{"AVAIN": {"0": 1}}', '{"AVAIN": 1}', "x" * 100_000, '{"constructor": [1, 2, 3], "toString": []}',
])
def test_strange_storage_breaks_nothing(page: Page, tallenne: str) -> None:
    avain = page.locator("[data-avain]").first.get_attribute("data-avain")
    assert avain
    page.evaluate(f"v => localStorage.setItem('{TALLENNE}', v)", tallenne.replace("AVAIN", avain))
    page.reload()
    assert page.locator('[data-tila="tekematta"]').count() == page.locator("[data-avain]").count()
    assert page.evaluate("window.murrettu") is None
    avaa(page, KIRJA.tapaukset[0].otsikko)
    valitse(page, NIMET["tyottoman-terveystarkastus"])
    assert stored(page)[avain] == [1, 1, 0]


@pytest.mark.parametrize("este", [BLOCKED, FULL], ids=["blocked", "full"])
def test_without_storage_all_else_works(browser: Browser, address: str, este: str) -> None:
    context = browser.new_context()
    context.add_init_script(este)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error.stack)))
    page.goto(f"{address}/harjoitukset/")
    viesti = page.get_by_text("Selain ei anna tallentaa edistymistä.")
    assert viesti.is_visible() == (este == BLOCKED), "that there is no room shows when something is stored"
    avaa(page, KIRJA.tapaukset[0].otsikko)
    valitse(page, NIMET["tyottoman-terveystarkastus"])
    expect(viesti).to_be_visible()
    expect(viesti).to_contain_text("Voit lukea ja harjoitella tavallisesti, mutta merkinnät katoavat, kun siirryt toiselle sivulle.")
    page.locator("#kysymys-maksuton").evaluate("e => { location.hash = e.id; }")
    page.get_by_label("Työttömän terveystarkastuksen").check()
    page.locator("#kysymys-maksuton").get_by_role("button", name="Tarkista").click()
    page.goto(page.url.partition("#")[0] + "#tapaukset")
    assert tila(page, KIRJA.tapaukset[0].otsikko) == "Kaikki oikein", "for as long as the page is open"
    assert tila(page, KYSYMYS["maksuton"].kysymys) == "Kaikki oikein"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Tyhjennä", exact=True).click()
    assert tila(page, KIRJA.tapaukset[0].otsikko) == ""
    page.goto(f"{address}/{KIRJA.lukupolut[0].sivut[0].sivu.removesuffix('.md')}/#!polku={KIRJA.lukupolut[0].id}")
    page.get_by_role("checkbox", name="Olen lukenut tämän sivun").check()
    expect(page.locator(".tk-palkki:visible").get_by_role("status")).to_contain_text("Selain ei anna tallentaa merkintää.")
    page.goto(f"{address}/perehdytysmerkinta/")
    expect(page.get_by_text("Merkintöjä ei vielä ole.")).to_be_visible()
    assert [error for error in errors if re.search(r"progress|exercises|completion", error)] == []
    context.close()


def test_two_tabs_keep_each_others_marks(context: BrowserContext, address: str) -> None:
    yksi, toinen = context.new_page(), context.new_page()
    yksi.goto(f"{address}/harjoitukset/")
    toinen.goto(f"{address}/lukupolut/")
    toinen.get_by_label("Luettu Tuen tarpeen tunnistaminen").first.check()
    avaa(yksi, KIRJA.tapaukset[0].otsikko)
    valitse(yksi, NIMET["tyottoman-terveystarkastus"])
    toinen.get_by_label("Luettu Palvelut", exact=True).first.check()
    assert len(stored(yksi)) == 3
    kolmas = context.new_page()
    kolmas.goto(f"{address}/perehdytysmerkinta/")
    expect(kolmas.get_by_role("heading", name="Luetut sivut (2)")).to_be_visible()
    toinen.get_by_label("Luettu Palvelut", exact=True).first.uncheck()
    expect(kolmas.get_by_role("heading", name="Luetut sivut (1)")).to_be_visible()


@pytest.mark.parametrize("polku", KIRJA.lukupolut, ids=lambda polku: polku.id)
def test_through_a_whole_reading_path(page: Page, address: str, polku: Any) -> None:
    page.goto(f"{address}/lukupolut/#{polku.id}")
    osa = page.locator(".tk-lukupolku").nth(KIRJA.lukupolut.index(polku))
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
            palkki.get_by_role("link", name=f"Seuraava: {KIRJA.sivu[polku.sivut[i + 1].sivu].otsikko}").click()
    page.locator(".tk-palkki:visible").get_by_role("link", name=polku.nimi).click()
    expect(osa.locator(".tk-mittari")).to_have_text(re.compile(rf"{len(polku.sivut)}/{len(polku.sivut)} luettu"))
    assert osa.locator("progress").evaluate("e => e.value === e.max")
    expect(osa.get_by_text("Lue seuraavaksi")).to_be_hidden()
    page.goto(f"{address}/perehdytysmerkinta/")
    expect(page.get_by_text(f"Koko lukupolku luettu: {polku.nimi}")).to_be_visible()
    rivit = page.locator(".tk-merkinta__osa").first.locator("li:visible").all_text_contents()
    assert set(rivit) == {KIRJA.sivu[kohta.sivu].otsikko for kohta in polku.sivut}


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


def fill_all(page: Page, address: str) -> None:
    """Marks everything: pages read, every other exercise right."""
    page.goto(f"{address}/perehdytysmerkinta/")
    page.evaluate(f"""() => {{
      const sivut = [...document.querySelectorAll('.tk-merkinta__osa:first-of-type [data-avain]')].map((e) => [e.dataset.avain, []]);
      const muut = [...document.querySelectorAll('.tk-merkinta__osa:not(:first-of-type) [data-avain]')]
        .map((e, i) => [e.dataset.avain, i % 2 ? [1, 2, 1] : [2, 2, 0]]);
      localStorage.setItem('{TALLENNE}', JSON.stringify(Object.fromEntries([...sivut, ...muut])));
    }}""")
    page.reload()


def test_note_tells_what_was_done_and_keeps_no_name(page: Page, address: str) -> None:
    page.goto(f"{address}/perehdytysmerkinta/")
    expect(page.get_by_text("Merkintöjä ei vielä ole.")).to_be_visible()
    assert page.get_by_label("Nimi").is_hidden()
    fill_all(page, address)
    for nimi, maara in (("Tapaukset", len(TAPAUS)), ("Tietotesti", len(KYSYMYS))):
        otsikko = f"{nimi}: tehty {maara}/{maara}, kaikki oikein {maara // 2}"
        expect(page.get_by_role("heading", name=otsikko)).to_be_visible()
    paiva = page.evaluate("new Date().toLocaleDateString('fi-FI')")
    expect(page.get_by_text(f"Perehdytysmerkintä {paiva}")).to_be_visible()
    expect(page.get_by_text(re.compile(rf"Työkyvyn tuen käsikirja, versio {KIRJA.versio}, \d+\.\d+\.\d{{4}}"))).to_be_visible()
    page.get_by_label("Nimi").fill("Testi Lukija")
    before = stored(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tallenna tekstitiedostona").click()
    assert download.value.suggested_filename == "perehdytysmerkinta.txt"
    rivit = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert rivit[:2] == [f"Perehdytysmerkintä {paiva}", rivit[1]]
    assert rivit[1].startswith(f"Työkyvyn tuen käsikirja, versio {KIRJA.versio}, ")
    assert [rivi for rivi in rivit if rivi.startswith("Koko lukupolku")] == [f"Koko lukupolku luettu: {p.nimi}" for p in KIRJA.lukupolut]
    assert f"{KIRJA.tapaukset[0].otsikko} – Kaikki oikein" in rivit
    assert f"{KIRJA.tapaukset[1].otsikko} – Oikein 1/2, väärin 1" in rivit
    assert "Testi Lukija" not in "\n".join(rivit)
    assert stored(page) == before
    assert "Testi" not in page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])")
    page.evaluate("() => { window.tulostettu = 0; window.print = () => { window.tulostettu += 1; }; }")
    page.get_by_role("button", name="Tulosta").click()
    assert page.evaluate("window.tulostettu") == 1
    page.emulate_media(media="print")
    assert page.get_by_label("Nimi").input_value() == "Testi Lukija"
    expect(page.get_by_label("Nimi")).to_be_visible()
    for poissa in ("Tulosta", "Tallenna tekstitiedostona", "Tyhjennä"):
        assert page.get_by_role("button", name=poissa, exact=True).count() == 0
    for poissa in ("Nimi tulee vain tulosteeseen.", "Edistymisesi tallentuu", "Tähän kootaan", "Ei vielä tarkistettu."):
        expect(page.get_by_text(poissa)).to_be_hidden()
    page.emulate_media(media="screen")
    page.reload()
    assert page.get_by_label("Nimi").input_value() == ""


def test_note_leaves_out_what_is_not_done(page: Page, address: str) -> None:
    avaa(page, KIRJA.tapaukset[2].otsikko)
    valitse(page, NIMET["kela"])
    page.goto(f"{address}/perehdytysmerkinta/")
    assert page.locator(".tk-merkinta li:visible").all_inner_texts() == [f"{KIRJA.tapaukset[2].otsikko} – Oikein 0/2, väärin 1"]
    assert page.locator(".tk-merkinta h2:visible").count() == 1


def test_text_file_is_saved_under_a_strict_policy(context: BrowserContext, address: str) -> None:
    """As it will be served: nothing from elsewhere, no inline script. The theme's own inline scripts are then refused."""
    policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"

    def served(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    page = context.new_page()
    page.route("**/perehdytysmerkinta/", served)
    fill_all(page, address)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tallenna tekstitiedostona").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("Perehdytysmerkintä ")


TAPAUKSESSA, KYSYMYKSESSA = "harjoitukset/#tapaus-koko-tilanne", "harjoitukset/#kysymys-maksuton"
VIEWS = {"list": "harjoitukset/", "list done": "harjoitukset/", "case": TAPAUKSESSA, "error": TAPAUKSESSA, "feedback": TAPAUKSESSA,
         "not stored": TAPAUKSESSA, "question": KYSYMYKSESSA, "question feedback": KYSYMYKSESSA, "paths": "lukupolut/",
         "paths done": "lukupolut/", "page on a path": "palvelut/laakaripalvelut/#!polku=laakari", "empty note": "perehdytysmerkinta/",
         "note": "perehdytysmerkinta/"}


def show(page: Page, address: str, view: str) -> None:
    if view == "not stored":
        page.add_init_script(FULL)
    if view in ("list done", "paths done", "note"):
        fill_all(page, address)
    page.goto(f"{address}/{VIEWS[view]}")
    if view == "error":
        avoin(page).get_by_role("button", name="Tarkista").click()
    if view in ("feedback", "not stored"):
        valitse(page, NIMET["kela"], NIMET["tyokykykoordinaattori"], NIMET["tym"])
        avoin(page).locator('[data-ryhma="muut"] summary').click()
    if view == "question feedback":
        valitse(page, "Työkyvyn tuen lääkäripalvelujen")


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@pytest.mark.parametrize("view", VIEWS)
def test_view_fits_and_has_no_axe_violation(browser: Browser, address: str, view: str, width: int, scheme: Scheme) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    show(page, address, view)
    assert_sound(page, ".tk-perehdytys :is(h2, h3, h4, h5, label, li, p, progress, input)")
    context.close()


def test_targets_are_large_enough_and_text_spacing_fits(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800}, bypass_csp=True)
    for view in ("feedback", "case", "paths", "page on a path", "note"):
        show(page, address, view)
        kohteet = page.locator(".tk-perehdytys :is(label:has([type=checkbox], [type=radio]), button):visible")
        assert min(kohteet.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")) >= 40, view
        page.add_style_tag(content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, view
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
    for tapaus in KIRJA.tapaukset:
        tehtava = page.locator(f"#tapaus-{tapaus.id}")
        expect(tehtava.get_by_text(tapaus.kuvaus[:40])).to_be_visible()
        assert tehtava.locator("li").first.is_hidden()
        tehtava.get_by_text("Näytä vastaus").click()
        assert set(tehtava.locator('[data-tulos="suositellaan"] [data-osa="nimi"]:visible').all_text_contents()) == {
            NIMET[palvelu] for palvelu in tapaus.odotus.suositellaan}
        assert tehtava.get_by_role("link", name="Katso valitsimessa").is_visible()
    for kysymys in KIRJA.tietotesti:
        tehtava = page.locator(f"#kysymys-{kysymys.id}")
        assert tehtava.locator('[data-osa="nakyma"] li:visible').all_text_contents() == [v.teksti for v in kysymys.vaihtoehdot]
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
    for polku, lista in zip(KIRJA.lukupolut, page.locator("ol.tk-lukupolku__sivut").all(), strict=True):
        assert lista.locator("a").all_text_contents() == [KIRJA.sivu[kohta.sivu].otsikko for kohta in polku.sivut]
        assert [kohta.miksi in teksti for kohta, teksti in zip(polku.sivut, lista.locator("li").all_text_contents(), strict=True)] == [
            True] * len(polku.sivut)
    lista.locator("a").first.click()
    assert page.locator(".tk-palkki:visible").count() == 0
    context.close()


def test_works_from_the_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / "harjoitukset/index.html").as_uri())
    avaa(page, KIRJA.tapaukset[0].otsikko)
    valitse(page, NIMET["tyottoman-terveystarkastus"])
    expect_tulos(page, "Kaikki oikein")
    page.goto((site / "tunnistaminen/index.html").as_uri() + "#!polku=kaikille")
    page.get_by_role("checkbox", name="Olen lukenut tämän sivun").check()
    page.goto((site / "perehdytysmerkinta/index.html").as_uri())
    expect(page.get_by_role("heading", name="Luetut sivut (1)")).to_be_visible()
    expect(page.get_by_role("heading", name=f"Tapaukset: tehty 1/{len(TAPAUS)}, kaikki oikein 1")).to_be_visible()
    assert [error for error in errors if re.search(r"progress|exercises|completion|perehdytys", error)] == []
    page.close()


def test_small(site: Path) -> None:
    files = [next(site.glob(f"assets/javascripts/{name}.*js")) for name in ("progress", "exercises", "completion")]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 8 * 1024
