"""The word on a page whose review has run out, by the reader's own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from builds import PIENI, build, project
from playwright.sync_api import Browser, expect
from serving import served

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A handbook with a page that is to be reviewed by 31.1.2026."""
    folder = tmp_path_factory.mktemp("county")
    done = build(project(folder / "project", PIENI), folder / "site")
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as address:
        yield f"{address}/palvelut/saariluotsi/"


@pytest.mark.parametrize(
    ("hetki", "nakyy"),
    [
        ("2026-01-30T12:00+02:00", False),
        ("2026-01-31T23:59+02:00", False),
        ("2026-02-01T00:01+02:00", True),
        ("2031-01-01T12:00+02:00", True),
    ],
)
def test_notice_shows_after_the_last_day(browser: Browser, county: str, hetki: str, nakyy: bool) -> None:
    for zone in ("Europe/Helsinki", "America/New_York"):
        context = browser.new_context(timezone_id=zone)
        page = context.new_page()
        page.clock.set_fixed_time(
            datetime.fromisoformat(hetki if zone == "Europe/Helsinki" else hetki.replace("+02:00", "-05:00"))
        )
        page.goto(county)
        expect(page.get_by_text("Tämän sivun tiedot piti tarkistaa viimeistään 31.1.2026.")).to_be_visible(
            visible=nakyy
        )
        context.close()


def test_nothing_is_said_without_javascript(browser: Browser, county: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(county)
    expect(page.get_by_text("Tämän sivun tiedot piti tarkistaa")).to_be_hidden()
    expect(page.get_by_text("Tarkistetaan uudelleen viimeistään 31.1.2026.")).to_be_visible()
    context.close()
