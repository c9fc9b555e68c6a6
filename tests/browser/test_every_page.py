"""What must hold on every page that the build made, on every screen."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")

SCREENS: list[tuple[int, Literal["light", "dark"]]] = [(1280, "light"), (768, "dark"), (320, "light"), (320, "dark")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def pages(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html"))
    assert len(found) > 20
    return found


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_pages_fit_ask_nothing_elsewhere_and_raise_no_error(browser: Browser, address: str, site: Path, width: int,
                                                            scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    elsewhere: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith((address, "data:")) else None)
    page.on("console", lambda message: errors.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    too_wide = []
    for path in pages(site):
        page.goto(f"{address}/{path}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(path)
    assert (too_wide, elsewhere, errors) == ([], [], [])
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_content_has_no_axe_violation(browser: Browser, address: str, site: Path, width: int,
                                      scheme: Literal["light", "dark"]) -> None:
    """The handbook's own part of each page; the theme's frame is mended and tested with the site's web quality."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for path in pages(site):
        page.goto(f"{address}/{path}")
        result = Axe().run(page, context=".md-content", options=RULES)
        assert result.response["passes"], "axe looked at the page"
        found += [f"{path}: {v['id']}: {n['target']} {n.get('failureSummary', '')[:160]}" for v in result.response["violations"]
                  for n in v["nodes"][:3]]
    assert found == []
    context.close()


def test_card_is_one_link_and_marks_open_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/palvelut/")
    card = page.locator('[data-palvelu="tyokykykoordinaattori"]')
    card.click(position={"x": 20, "y": 80})
    assert page.url == f"{address}/palvelut/tyokykykoordinaattori/"
    mark = page.locator("details.tk-tarkistettava").first
    mark.locator("summary").focus()
    page.keyboard.press("Enter")
    assert mark.get_attribute("open") is not None
    assert mark.locator("p").is_visible()
    page.close()


def test_reads_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/palvelut/tyohonvalmennus-ips/")
    assert page.get_by_role("heading", name="Miten palveluun pääsee").is_visible()
    assert page.get_by_text("Palvelu vaatii aina sosiaalihuollon palvelupäätöksen.").is_visible()
    context.close()
