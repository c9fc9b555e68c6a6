"""Figures drawn from data: readable at every width, in the order of the data, lines kept in every mode."""

from __future__ import annotations

from pathlib import Path

import builds
import checked
import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

KASIKIRJA = checked.kirja()
SIVUT = {
    kuva.numero: sivu.tiedosto.removesuffix(".md") + "/"
    for sivu in KASIKIRJA.sivut
    for kuva in KASIKIRJA.kuvat
    if kuva.id in (*sivu.kutsutut("polku"), *sivu.kutsutut("kuva"))
}

# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } "
    "p { margin-bottom: 2em !important }"
)
SMALL = """figure => [...figure.querySelectorAll('*')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => !e.closest('sup') && parseFloat(getComputedStyle(e).fontSize) < 14)
  .map(e => e.outerHTML.slice(0, 80))"""
OUTSIDE = """figure => { const edge = figure.getBoundingClientRect();
  const seen = [...figure.querySelectorAll('li, p, a')].filter(e => e.checkVisibility());
  return seen.filter(e => { const r = e.getBoundingClientRect();
    const cut = !e.matches('li') && getComputedStyle(e).display !== 'inline'
      && e.scrollWidth > e.clientWidth + 1;
    return r.left < edge.left - 1 || r.right > edge.right + 1 || cut })
  .map(e => e.outerHTML.slice(0, 80)) }"""
OVERLAPPING = """figure => {
  const all = '.tk-keha__jasenet > li, .tk-keha__keskus, .tk-askel, .tk-ryhma';
  const boxes = [...figure.querySelectorAll(all)].map(e => [e.textContent, e.getBoundingClientRect()]);
  const meet = (r, s) => r.left < s.right - 1 && s.left < r.right - 1
    && r.top < s.bottom - 1 && s.top < r.bottom - 1;
  return boxes.flatMap(([a, r], i) => boxes.slice(i + 1).filter(([, s]) => meet(r, s)).map(([b]) => [a, b]));
}"""


def sound(page: Page, selector: str) -> None:
    figure = page.locator(selector)
    for problem in (SMALL, OUTSIDE, OVERLAPPING):
        assert figure.evaluate(problem) == [], problem[:40]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_all_eight_figures_have_a_page() -> None:
    assert sorted(SIVUT) == [1, 2, 3, 4, 5, 7, 8, 9]


@pytest.mark.parametrize("numero", sorted(SIVUT))
@pytest.mark.parametrize("width", [1280, 768, 320])
def test_figure_is_readable(browser: Browser, address: str, numero: int, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(f"{address}/{SIVUT[numero]}")
    sound(page, f"figure[data-kuva='{numero}']")
    page.add_style_tag(content=SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("numero", sorted(SIVUT))
def test_figure_reads_in_the_order_of_the_data(browser: Browser, address: str, numero: int) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/{SIVUT[numero]}")
    read = " ".join(page.locator(f"figure[data-kuva='{numero}']").inner_text().split())
    [kuva] = [kuva for kuva in KASIKIRJA.kuvat if kuva.numero == numero]
    at = 0
    for words in texts(kuva.model_dump()):
        at = read.find(" ".join(words.split()), at)
        assert at >= 0, words
    page.close()


def texts(part: object) -> list[str]:
    """The words of a figure's steps, phases, groups and members, in the order of the data."""
    if isinstance(part, list):
        return [words for item in part for words in ([item] if isinstance(item, str) else texts(item))]
    if not isinstance(part, dict):
        return []
    own = [part[key] for key in ("ehto", "otsikko", "teksti") if part.get(key)]
    return own + [
        words
        for key in ("kohdat", "haarat", "askeleet", "vaiheet", "ryhmat", "jasenet")
        for words in texts(part.get(key))
    ]


@pytest.mark.parametrize("numero", [2, 8])
def test_lines_stay_in_forced_colours_and_on_paper(browser: Browser, address: str, numero: int) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/{SIVUT[numero]}")
    for media in ({"forced_colors": "active"}, {"forced_colors": "none", "media": "print"}):
        page.emulate_media(**media)  # type: ignore[arg-type]
        width = page.locator(
            f"figure[data-kuva='{numero}'] .tk-polku__vaihe + .tk-polku__vaihe"
        ).first.evaluate("e => getComputedStyle(e, '::before').borderLeft")
        assert width.startswith("2px solid ")
    page.close()


def test_phases_run_as_columns_where_there_is_room(browser: Browser, address: str) -> None:
    tops = """figure => {
      const phases = [...figure.querySelectorAll('.tk-vaihe')];
      return new Set(phases.map(e => Math.round(e.getBoundingClientRect().top))).size;
    }"""
    for width, rows in ((1280, 1), (768, 5), (320, 5)):
        page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
        page.goto(f"{address}/{SIVUT[3]}")
        assert page.locator("figure[data-kuva='3']").evaluate(tops) == rows
        page.close()


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_four_branches_and_two_levels_fit(browser: Browser, tmp_path: Path, width: int) -> None:
    done = builds.build(builds.project(tmp_path / "county", builds.PIENI), tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto((tmp_path / "site/tietoa/index.html").as_uri())
    assert page.locator(".tk-haara").count() == 6
    sound(page, "figure[data-kuva='1']")
    page.close()
