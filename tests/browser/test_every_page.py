"""What must hold on every page that the build made, on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds import pages_of
from opened import opened
from playwright.sync_api import Browser, expect
from search_table import ask
from views import LARGER, OF_COLOUR, SPACING, Scheme, too_wide, violations

pytestmark = pytest.mark.xdist_group("browser")

# The tests of the content look at the published pages in both schemes at two widths.
SCREENS: list[tuple[int, Scheme]] = [(1280, "light"), (768, "dark"), (320, "light")]


def pages(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in pages_of(site))
    assert len(found) > 20
    assert "404.html" in found
    return found


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_pages_fit_and_have_no_fault(
    browser: Browser, address: str, site: Path, width: int, scheme: Scheme
) -> None:
    """Nothing is too wide, also with wider spacing or larger text; no axe violation, error or other host."""
    elsewhere: list[str] = []
    wide = []
    found = []
    with opened(browser, width, scheme) as (page, errors):
        page.on(
            "request",
            lambda request: (
                elsewhere.append(request.url) if not request.url.startswith((address, "data:")) else None
            ),
        )
        for path in pages(site):
            page.goto(f"{address}/{path}")
            if too_wide(page):
                wide.append(path)
            if width != 768:
                found += violations(page, only=OF_COLOUR if scheme == "dark" else None)
            if scheme == "light":
                if too_wide(page, SPACING):
                    wide.append(f"{path} with wider spacing")
                # Of text of 200 % a window of ordinary width is asked; 320 px is 400 % zoom of one already.
                page.set_viewport_size({"width": max(width, 640), "height": 900})
                if too_wide(page, LARGER):
                    wide.append(f"{path} with larger text")
                page.set_viewport_size({"width": width, "height": 900})
    assert (wide, found, elsewhere, errors) == ([], [], [], [])


def test_offline_pages_work_from_the_disk(browser: Browser, offline_site: Path) -> None:
    with opened(browser, 1280) as (page, errors):
        elsewhere: list[str] = []
        own = ("file:", "data:", "blob:")
        page.on(
            "request",
            lambda request: elsewhere.append(request.url) if not request.url.startswith(own) else None,
        )
        for path in pages(offline_site):
            if path != "404.html":
                page.goto(
                    (offline_site / (path or "index.html")).as_uri()
                    if path.endswith(".html") or not path
                    else (offline_site / path / "index.html").as_uri()
                )
                expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto((offline_site / "index.html").as_uri())
        page.get_by_role("link", name="Sosiaaliohjaajan palvelut").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sosiaaliohjaajan palvelut¶")
        page.get_by_role("link", name="Saavutettavuusseloste").click()
        ask(page, "koordinaattori")
        page.locator(".md-search-result__link").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.url.startswith("file:")
        page.goto((offline_site / "palveluvalitsin.html").as_uri() + "#!tilanne=tyoton")
        expect(page.locator(".tk-valitsin__nakyma h2")).to_have_text(
            "Vaikeuttaako työkyvyn haaste asiakkaan työllistymistä?"
        )
    assert (elsewhere, errors) == ([], [])
