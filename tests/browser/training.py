"""The steps of a reader through the orientation training, for its tests."""

from __future__ import annotations

import json
import re

import checked
from playwright.sync_api import Locator, Page, expect

from handbook.training.model import Lukupolut, Tapaukset, Tietotesti

TALLENNE = "tyokyvyn-tuen-kasikirja:perehdytys"
BLOCKED = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('blocked', 'SecurityError'); },
});"""
FULL = f"""const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {{
    if (key === '{TALLENNE}') throw new DOMException('full', 'QuotaExceededError');
    set.call(this, key, value);
  }};"""

KIRJA = checked.kirja()
TAPAUKSET = checked.whole().records(Tapaukset).tapaukset
TIETOTESTI = checked.whole().records(Tietotesti).tietotesti
LUKUPOLUT = checked.whole().records(Lukupolut).lukupolut
NIMET = {tulos.id: tulos.nimi for tulos in KIRJA.valittavat}
TAPAUS = {tapaus.id: tapaus for tapaus in TAPAUKSET}
KYSYMYS = {kysymys.id: kysymys for kysymys in TIETOTESTI}


def avoin(page: Page) -> Locator:
    """The exercise that is open."""
    return page.locator(".tk-tehtava:visible")


def avaa(page: Page, otsikko: str) -> None:
    page.locator(".tk-sarja__tehtavat").get_by_role("link", name=otsikko, exact=True).click()
    expect(avoin(page).get_by_role("heading", level=3)).to_have_text(otsikko)
    expect_ready(page)


def expect_ready(page: Page) -> None:
    """The stylesheet opens an exercise at once; its form comes when the browser tells of the new address."""
    expect(avoin(page).locator("form, .tk-palaute")).to_be_visible()


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
    rivi = page.locator(".tk-sarja__tehtavat li").filter(
        has=page.get_by_role("link", name=otsikko, exact=True, include_hidden=True)
    )
    expect(rivi).to_be_visible()
    return " ".join(str(rivi.locator(".tk-tila").evaluate("e => e.innerText")).split())


def stored(page: Page) -> dict[str, list[int]]:
    """What the browser keeps, as this page sees it."""
    return json.loads(page.evaluate(f"localStorage.getItem('{TALLENNE}')") or "{}")


def expect_stored(page: Page, maara: int) -> None:
    """So many results are kept; a mark made in another tab takes a moment to reach this one."""
    page.wait_for_function(
        "([avain, maara]) => Object.keys(JSON.parse(localStorage.getItem(avain) ?? '{}')).length === maara",
        arg=[TALLENNE, maara],
    )


def expect_focus(page: Page, teksti: str) -> None:
    page.wait_for_function("teksti => document.activeElement.textContent.trim() === teksti", arg=teksti)


def fill_all(page: Page, address: str) -> None:
    """Marks everything: pages read, every other exercise right."""
    page.goto(f"{address}/perehdytysmerkinta/")
    page.evaluate(f"""() => {{
      const keys = (which) => [...document.querySelectorAll(`.tk-merkinta__osa${{which}} [data-avain]`)];
      const sivut = keys(':first-of-type').map((e) => [e.dataset.avain, []]);
      const muut = keys(':not(:first-of-type)')
        .map((e, i) => [e.dataset.avain, i % 2 ? [1, 2, 1] : [2, 2, 0]]);
      localStorage.setItem('{TALLENNE}', JSON.stringify(Object.fromEntries([...sivut, ...muut])));
    }}""")
    page.reload()
