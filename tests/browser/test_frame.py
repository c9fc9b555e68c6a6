"""The page's frame: by keyboard, search and drawer open, in forced colours, on paper, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened import opened
from playwright.sync_api import Browser, expect
from search_table import ask
from views import OF_COLOUR, Scheme, violations

pytestmark = pytest.mark.xdist_group("browser")

SCREENS: list[tuple[int, Scheme]] = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
# One of each kind: what is drawn by the same template breaks alike.
KINDS = [
    "",
    "palvelut/",
    "palvelut/tyohonvalmennus-ips/",
    "polut/tyokykykoordinaattorille/",
    "palveluvalitsin/",
    "sanasto/",
    "404.html",
]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_no_axe_violation_with_search_or_drawer_open(
    browser: Browser, address: str, width: int, scheme: Scheme
) -> None:
    only = OF_COLOUR if scheme == "dark" else None
    with opened(browser, width, scheme) as (page, _):
        page.goto(f"{address}/palvelut/sosiaaliohjaus/")
        if width < 960:
            page.get_by_role("button", name="Sivut").click()
            expect(page.get_by_role("navigation").get_by_role("link", name="Sanasto")).to_be_visible()
            found = violations(page, only=only)
            page.keyboard.press("Escape")
            page.get_by_role("button", name="Haku", exact=True).click()
        else:
            found = violations(page, only=only)
        ask(page, "koordinaattori")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        found += violations(page, only=only)
    assert found == []


FOCUS = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  // The theme's colour switch is a hidden radio button whose label is drawn in its place.
  const drawn = e.matches(".md-option") ? e.nextElementSibling : e;
  const box = drawn.getBoundingClientRect();
  const style = getComputedStyle(drawn);
  const seen = drawn.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && box.width > 1 && box.height > 1
    && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  const ring = [drawn, drawn.closest("label, .tk-kortti")].some((n) => n
    && parseFloat(getComputedStyle(n).outlineWidth) >= 2 && getComputedStyle(n).outlineStyle !== "none");
  return { what: e.outerHTML.slice(0, 90), seen, ring };
}"""


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", KINDS)
def test_every_tab_stop_is_seen_and_shows_the_focus(
    browser: Browser, address: str, path: str, width: int
) -> None:
    with opened(browser, width) as (page, _):
        page.goto(f"{address}/{path}")
        stops = []
        while (stop := (page.keyboard.press("Tab"), page.evaluate(FOCUS))[1]) is not None:
            stops.append(stop)
            assert len(stops) < 400
    assert len(stops) > 5
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    assert [stop["what"] for stop in stops if not stop["ring"]] == []


def test_focus_order_of_the_start_page(browser: Browser, address: str) -> None:
    """Skip link, emblem, colours, search, sections, then the page's own text from its first link on."""
    with opened(browser, 1280) as (page, _):
        page.goto(f"{address}/")
        sections = [link.strip() for link in page.locator(".md-tabs__link").all_text_contents()]
        names = []
        for _ in range(4 + len(sections) + 3):
            page.keyboard.press("Tab")
            names.append(
                page.evaluate(
                    "(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()"
                )
            )
        assert names[:4] == [
            "Siirry sisältöön",
            "Työkyvyn tuen käsikirja, etusivu",
            "Vaihda tummaan teemaan",
            "Hae käsikirjasta",
        ]
        assert names[4 : 4 + len(sections)] == sections
        assert "Kokeile palveluvalitsinta" in names[4 + len(sections) :]


@pytest.mark.parametrize("width", [768, 320])
def test_drawer_by_keyboard(browser: Browser, address: str, width: int) -> None:
    with opened(browser, width) as (page, errors):
        page.goto(f"{address}/palvelut/sosiaaliohjaus/")
        button = page.get_by_role("button", name="Sivut")
        expect(button).to_have_attribute("aria-expanded", "false")
        links = page.locator(".tk-nav a")
        expect(links.first).to_be_hidden()
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(links.first).to_be_focused()
        expect(page.locator('.tk-nav [aria-current="page"]')).to_have_text("Sosiaaliohjaajan palvelut")
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(links.first).to_be_hidden()
        page.keyboard.press("Enter")
        # The drawer moves the focus when it is drawn: a key pressed before that would go to its first link.
        expect(links.first).to_be_focused()
        page.get_by_role("navigation").get_by_role("link", name="Sanasto").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sanasto¶")
    assert errors == []


@pytest.mark.parametrize("width", [1280, 320])
def test_search_by_keyboard(browser: Browser, address: str, width: int) -> None:
    with opened(browser, width) as (page, errors):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/sanasto/")
        page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "search" in url], "nobody has searched yet"
        if width < 960:
            page.get_by_role("button", name="Haku", exact=True).press("Enter")
        else:
            page.get_by_role("textbox", name="Hae käsikirjasta").focus()
        expect(page.get_by_role("textbox", name="Hae käsikirjasta")).to_be_focused()
        ask(page, "koordinaattori")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        assert [url for url in asked if url.endswith("search_index.json")]
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?h=*")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Sanasto¶")
    assert errors == []


def test_search_opens_from_a_link(browser: Browser, address: str) -> None:
    with opened(browser, 1280) as (page, errors):
        page.goto(f"{address}/?q=koordinaattori")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert errors == []


@pytest.mark.parametrize("path", KINDS)
def test_links_and_present_page_are_told_without_colour(browser: Browser, address: str, path: str) -> None:
    with opened(browser, 1280, forced_colors="active") as (page, errors):
        page.goto(f"{address}/{path}")
        assert (
            page.locator(".md-content p a:visible, .md-content li a:visible").evaluate_all(
                """all => all.filter((a) => !getComputedStyle(a).textDecorationLine.includes("underline")
              && !a.matches(".md-button, .tk-viite, .headerlink")).map((a) => a.textContent)"""
            )
            == []
        )
        if page.locator(".tk-nav [aria-current]:visible").count():
            assert (
                float(
                    page.locator(".tk-nav [aria-current]").evaluate(
                        "e => parseFloat(getComputedStyle(e).borderLeftWidth)"
                    )
                )
                >= 2
            )
    assert errors == []


def test_policy_stops_scripts_and_styles_from_elsewhere(browser: Browser, address: str) -> None:
    """The policy is there and works: what is injected into a page does not run."""
    with opened(browser, 1280) as (page, errors):
        page.goto(f"{address}/")
        page.evaluate("""() => {
          const script = document.createElement("script");
          script.textContent = "window.ajettu = true";
          document.body.append(script);
          const html = '<img src="x" onerror="window.ajettu = true"><p style="color: red">x</p>';
          document.body.insertAdjacentHTML("beforeend", html);
        }""")
        page.wait_for_timeout(200)
        assert page.evaluate("window.ajettu") is None
    assert len([error for error in errors if "Content Security Policy" in error]) >= 3


@pytest.mark.parametrize("path", KINDS)
def test_prints_without_the_frame(browser: Browser, address: str, path: str) -> None:
    with opened(browser, 1280, "dark") as (page, _):
        page.goto(f"{address}/{path}")
        page.emulate_media(media="print", color_scheme="dark")
        for part in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer"):
            expect(page.locator(part)).to_be_hidden()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_be_visible()
        lightness = "e => Math.max(...getComputedStyle(e).color.match(/[0-9.]+/g).slice(0, 3).map(Number))"
        assert heading.evaluate(lightness) < 100, "dark text on white paper, whatever the screen's colours"


def test_error_page_finds_its_files_from_any_address(browser: Browser, address: str, site: Path) -> None:
    html = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/assets/stylesheets/kasikirja.' in html
    with opened(browser, 1280) as (page, errors):
        page.goto(f"{address}/404.html")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sivua ei löydy")
        expect(page.get_by_role("textbox", name="Hae käsikirjasta")).to_be_visible()
        expect(page.get_by_role("main").get_by_role("link", name="etusivu")).to_be_visible()
    assert errors == []


@pytest.mark.parametrize("width", [1280, 320])
def test_reads_without_javascript(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/palvelut/tyohonvalmennus-ips/")
    assert page.get_by_role("heading", name="Miten palveluun pääsee").is_visible()
    assert page.get_by_text("Palvelu vaatii aina sosiaalihuollon palvelupäätöksen.").first.is_visible()
    expect(page.locator(".tk-nav").get_by_role("link", name="Sosiaaliohjaajan palvelut")).to_be_visible()
    context.close()
