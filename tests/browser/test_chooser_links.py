"""Links to the service chooser: whatever stands in one breaks nothing, and what is copied is the result."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builds import PIENI, build, project
from chooser import ALL, heading, view
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(page: Page, address: str) -> Page:
    """The chooser's page."""
    page.goto(f"{address}/palveluvalitsin/")
    return page


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
        expect(heading(page)).to_have_count(1)
        expect(heading(page)).to_have_text(re.compile(r"\?$"))
        assert page.evaluate("window.murrettu") is None
        assert view(page).locator("img, script, b").count() == 0


def test_first_answer_of_a_repeated_question_stands_and_encoded_links_open(page: Page) -> None:
    parse = """hash => {
      const { saannot } = document.querySelector('palvelu-valitsin').dataset;
      return [...chooserRules.parse(JSON.parse(saannot), hash)];
    }"""
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


def test_copied_link_is_the_result(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/palveluvalitsin/{ALL}&foo=bar")
    page.get_by_role("button", name="Kopioi linkki tulokseen").click()
    expect(page.get_by_role("status").filter(has_text="Linkki on kopioitu.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/palveluvalitsin/{ALL}"
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Kopioi linkki tulokseen").click()
    expect(page.get_by_label("Linkki tulokseen", exact=True)).to_have_value(
        f"{address}/palveluvalitsin/{ALL}"
    )
    context.close()


def test_markup_in_the_data_is_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    paha = "<img src=x onerror=window.murrettu=1>&amp;"
    county = project(tmp_path / "county", PIENI)
    quiz = county / "data/quiz.yml"
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
    services = county / "data/services.yml"
    services.write_text(
        services.read_text(encoding="utf-8").replace(
            "etsiikö asiakas asuntoa", f"etsiikö {paha} asiakas asuntoa"
        ),
        encoding="utf-8",
    )
    result = build(county, tmp_path / "site")
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
        assert paha in page.locator(".tk-valitsin").inner_text() or not heading(page).inner_text().startswith(
            "Missä"
        )
    assert kuvat == []
    page.close()
