"""Practice cases and the knowledge check, as a reader does them, and where their results are kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from training import (
    BLOCKED,
    FULL,
    KIRJA,
    KYSYMYS,
    LUKUPOLUT,
    NIMET,
    TALLENNE,
    TAPAUKSET,
    TIETOTESTI,
    avaa,
    avoin,
    expect_focus,
    expect_ready,
    expect_tulos,
    ryhma,
    stored,
    tila,
    valitse,
)

from handbook.chooser.rules import Taso
from handbook.training.exercises import Harjoitus, exercises
from handbook.training.model import Tapaus, Tietokysymys

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(page: Page, address: str) -> Page:
    """The exercises' page."""
    page.goto(f"{address}/harjoitukset/")
    return page


def some_case() -> Harjoitus:
    """A case with several right answers, a wrong one and one to find out first, and something to remember."""
    for exercise in exercises(TAPAUKSET, KIRJA.chooser):
        levels = [tulos.taso for tulos in exercise.tulokset]
        enough = levels.count(Taso.SUOSITELLAAN) > 1 and {Taso.SELVITA, Taso.EI} <= set(levels)
        if enough and exercise.tapaus.muista:
            return exercise
    raise AssertionError("no case shows every kind of feedback")


def test_case_wrong_then_right(page: Page) -> None:
    exercise = some_case()
    tapaus = exercise.tapaus
    right, missed, *_ = (tulos for tulos in exercise.tulokset if tulos.taso is Taso.SUOSITELLAAN)
    maybe, wrong = (
        next(tulos for tulos in exercise.tulokset if tulos.taso is taso) for taso in (Taso.SELVITA, Taso.EI)
    )
    avaa(page, tapaus.otsikko)
    valitse(page, NIMET[right.palvelu], NIMET[wrong.palvelu], NIMET[maybe.palvelu])
    expect_focus(page, "Palaute")
    result = f"Oikein 1/{len(tapaus.odotus.suositellaan)}, väärin 1"
    expect_tulos(page, result)
    assert ryhma(page, "oikein") == [NIMET[right.palvelu]]
    assert NIMET[missed.palvelu] in ryhma(page, "puuttuu")
    assert ryhma(page, "vaarin") == [NIMET[wrong.palvelu]]
    assert ryhma(page, "ehka") == [NIMET[maybe.palvelu]]
    shown = sum(len(ryhma(page, name)) for name in ("oikein", "puuttuu", "vaarin", "ehka", "muut"))
    assert shown == len(NIMET)
    vaarin = avoin(page).locator('[data-ryhma="vaarin"] li').first
    expect(vaarin).to_contain_text("Ei nyt, koska")
    expect(vaarin).to_contain_text(f"{wrong.perustelut[0].teksti} Peruste: ")
    ehka = avoin(page).locator('[data-ryhma="ehka"]')
    expect(ehka).to_contain_text("Voi sopia. Selvitä ensin,")
    expect(ehka).to_contain_text(maybe.perustelut[0].teksti)
    href = vaarin.get_by_role("link").first.get_attribute("href")
    [target] = (tulos for tulos in KIRJA.valittavat if tulos.id == wrong.palvelu)
    assert href == f"../{target.osoite.removesuffix('.md').removesuffix('index')}/"
    expect(avoin(page)).to_contain_text(f"{tapaus.muista[0].teksti} Peruste: {tapaus.muista[0].perusta[0]}")
    page.get_by_role("link", name="Kaikki tapaukset").first.click()
    expect_focus(page, tapaus.otsikko)  # the focus is where the reader left the list
    assert tila(page, tapaus.otsikko) == result

    avaa(page, tapaus.otsikko)
    avoin(page).get_by_role("button", name="Yritä uudelleen").click()
    expect_focus(page, tapaus.otsikko)
    assert avoin(page).locator("input:checked").count() == 0
    valitse(page, *(NIMET[palvelu] for palvelu in tapaus.odotus.suositellaan))
    expect_tulos(page, "Kaikki oikein")
    assert ryhma(page, "puuttuu") == ryhma(page, "vaarin") == ryhma(page, "ehka") == []
    assert list(stored(page).values()) == [[2, 2, 0]]

    page.reload()
    expect(
        avoin(page).get_by_role("button", name="Tarkista")
    ).to_be_visible()  # the case is open again, unanswered
    assert tila(page, tapaus.otsikko) == "Kaikki oikein"
    progress = page.locator(".tk-sarja progress").first
    assert progress.evaluate("e => [e.value, e.max]") == [1, len(TAPAUKSET)]
    expect(page.locator(".tk-mittari").first).to_have_text(re.compile(rf"1/{len(TAPAUKSET)} tehty"))


@pytest.mark.parametrize("tapaus", TAPAUKSET, ids=lambda tapaus: tapaus.id)
def test_feedback_and_chooser_say_what_the_case_expects(page: Page, tapaus: Tapaus) -> None:
    avaa(page, tapaus.otsikko)
    valitse(page, *(NIMET[palvelu] for palvelu in (*tapaus.odotus.suositellaan, *tapaus.odotus.selvita)))
    assert set(ryhma(page, "oikein")) == {NIMET[palvelu] for palvelu in tapaus.odotus.suositellaan}
    assert set(ryhma(page, "ehka")) == {NIMET[palvelu] for palvelu in tapaus.odotus.selvita}
    assert ryhma(page, "puuttuu") == ryhma(page, "vaarin") == []
    assert list(stored(page).values()) == [[len(tapaus.odotus.suositellaan)] * 2 + [0]], (
        "what may fit is neither right nor wrong"
    )
    avoin(page).get_by_role("link", name="Katso valitsimessa").click()
    expect(page.get_by_role("heading", name="Palvelut vastaustesi perusteella")).to_be_visible()
    for taso in ("suositellaan", "selvita"):
        saadut = page.locator(f'[data-tulos="{taso}"]').evaluate_all("all => all.map(e => e.dataset.palvelu)")
        assert set(saadut) == set(getattr(tapaus.odotus, taso))
    assert page.locator(".tk-ristiriita").count() == 0


@pytest.mark.parametrize("kysymys", TIETOTESTI, ids=lambda kysymys: kysymys.id)
def test_every_option_of_the_knowledge_check_is_explained(page: Page, kysymys: Tietokysymys) -> None:
    avaa(page, kysymys.kysymys)
    tyypit = avoin(page).locator("input").evaluate_all("all => all.map(e => e.type)")
    assert set(tyypit) == {"radio" if kysymys.oikeita == 1 else "checkbox"}
    assert avoin(page).locator("label").all_inner_texts() == [
        vaihtoehto.teksti for vaihtoehto in kysymys.vaihtoehdot
    ]
    vaara = next(vaihtoehto for vaihtoehto in kysymys.vaihtoehdot if not vaihtoehto.oikein)
    valitse(page, vaara.teksti)
    assert ryhma(page, "vaarin") == [vaara.teksti]
    assert ryhma(page, "puuttuu") == [
        vaihtoehto.teksti for vaihtoehto in kysymys.vaihtoehdot if vaihtoehto.oikein
    ]
    palaute = avoin(page).locator(".tk-palaute")
    for vaihtoehto in kysymys.vaihtoehdot:
        kohta = palaute.locator("li").filter(has_text=vaihtoehto.selitys).filter(has_text=vaihtoehto.teksti)
        assert kohta.count() == 1
        href = (
            kohta.get_by_role("link", name=vaihtoehto.katso.teksti, include_hidden=True).get_attribute("href")
            or ""
        )
        assert href.endswith(f"#{vaihtoehto.katso.kohta}")
        assert kohta.locator(".tk-peruste a").all_text_contents() == vaihtoehto.perusta
    palaute.get_by_role("button", name="Yritä uudelleen").click()
    valitse(page, *(vaihtoehto.teksti for vaihtoehto in kysymys.vaihtoehdot if vaihtoehto.oikein))
    expect_tulos(page, "Kaikki oikein")


def test_options_do_not_stand_in_the_order_of_the_answer(page: Page) -> None:
    jarjestykset = set()
    for tapaus in TAPAUKSET:
        page.goto(page.url.partition("#")[0] + f"#tapaus-{tapaus.id}")
        expect_ready(page)
        jarjestykset.add(tuple(avoin(page).locator("label").all_inner_texts()))
    assert jarjestykset == {
        tuple(
            map(
                str.strip,
                (*(palvelu.nimi for palvelu in KIRJA.palvelut if palvelu.valitsin), KIRJA.ensiaskel.nimi),
            )
        )
    }


def tab_to(page: Page, selector: str) -> None:
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_by_keyboard_alone(page: Page) -> None:
    tapaus = TAPAUKSET[0]
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
    expect(avoin(page).locator("input").first).to_be_focused()
    [oikea] = tapaus.odotus.suositellaan
    tab_to(page, f'input[value="{oikea}"]')
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect_focus(page, "Palaute")
    expect_tulos(page, "Kaikki oikein")
    tab_to(page, '[data-ryhma="muut"] summary')
    page.keyboard.press("Enter")
    expect(avoin(page).locator('[data-ryhma="muut"] li').first).to_be_visible()
    tab_to(page, ".tk-tehtava__selaus a")
    page.keyboard.press("Enter")
    expect_focus(page, TAPAUKSET[1].otsikko)
    page.go_back()
    expect(avoin(page).locator(".tk-palaute")).to_be_visible()


def test_clearing_asks_once(page: Page) -> None:
    avaa(page, TAPAUKSET[0].otsikko)
    valitse(page, NIMET["sosiaaliohjaus"])
    kysytty: list[str] = []
    page.once("dialog", lambda dialog: (kysytty.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Tyhjennä", exact=True).click()
    assert len(stored(page)) == 1
    page.once("dialog", lambda dialog: (kysytty.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Tyhjennä", exact=True).click()
    assert page.evaluate(f"localStorage.getItem('{TALLENNE}')") is None
    assert kysytty == ["Poistetaanko kaikki merkinnät luetuista sivuista, tapauksista ja tietotestistä?"] * 2
    assert tila(page, TAPAUKSET[0].otsikko) == ""
    assert page.locator(".tk-sarja progress").first.evaluate("e => e.value") == 0


def test_changed_exercise_counts_as_not_done(page: Page) -> None:
    avaa(page, TAPAUKSET[0].otsikko)
    valitse(page, NIMET["tyottoman-terveystarkastus"])
    vanha = "0123456789"
    page.evaluate(f"v => localStorage.setItem('{TALLENNE}', JSON.stringify({{ [v]: [1, 1, 0] }}))", vanha)
    page.reload()
    assert tila(page, TAPAUKSET[0].otsikko) == ""
    assert page.locator(".tk-sarja progress").first.evaluate("e => e.value") == 0


@pytest.mark.parametrize(
    "tallenne",
    [
        "",
        "{",
        "null",
        "7",
        '"x"',
        "[]",
        "[[1]]",
        '{"a": null}',
        '{"__proto__": [1]}',
        '{"AVAIN": "<img src=x onerror=window.murrettu=1>"}',
        '{"AVAIN": ["<b>", 1, 2]}',
        '{"AVAIN": {"0": 1}}',
        '{"AVAIN": 1}',
        "x" * 100_000,
        '{"constructor": [1, 2, 3], "toString": []}',
    ],
)
def test_strange_storage_breaks_nothing(page: Page, tallenne: str) -> None:
    avain = page.locator("[data-avain]").first.get_attribute("data-avain")
    assert avain
    page.evaluate(f"v => localStorage.setItem('{TALLENNE}', v)", tallenne.replace("AVAIN", avain))
    page.reload()
    assert page.locator('[data-tila="tekematta"]').count() == page.locator("[data-avain]").count()
    assert page.evaluate("window.murrettu") is None
    avaa(page, TAPAUKSET[0].otsikko)
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
    avaa(page, TAPAUKSET[0].otsikko)
    valitse(page, NIMET["tyottoman-terveystarkastus"])
    expect(viesti).to_be_visible()
    expect(viesti).to_contain_text(
        "Voit lukea ja harjoitella tavallisesti, mutta merkinnät katoavat, kun siirryt toiselle sivulle."
    )
    page.locator("#kysymys-maksuton").evaluate("e => { location.hash = e.id; }")
    page.get_by_label("Työttömän terveystarkastus").check()
    page.locator("#kysymys-maksuton").get_by_role("button", name="Tarkista").click()
    page.goto(page.url.partition("#")[0] + "#tapaukset")
    assert tila(page, TAPAUKSET[0].otsikko) == "Kaikki oikein", "for as long as the page is open"
    assert tila(page, KYSYMYS["maksuton"].kysymys) == "Kaikki oikein"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Tyhjennä", exact=True).click()
    assert tila(page, TAPAUKSET[0].otsikko) == ""
    page.goto(f"{address}/{LUKUPOLUT[0].sivut[0].sivu.removesuffix('.md')}/#!polku={LUKUPOLUT[0].id}")
    page.get_by_role("checkbox", name="Olen lukenut tämän sivun").check()
    expect(page.locator(".tk-palkki:visible").get_by_role("status")).to_contain_text(
        "Selain ei anna tallentaa merkintää."
    )
    page.goto(f"{address}/perehdytysmerkinta/")
    expect(page.get_by_text("Merkintöjä ei vielä ole.")).to_be_visible()
    assert [error for error in errors if re.search(r"progress|exercises|completion", error)] == []
    context.close()
