"""Cards of services, and the marks of what must be confirmed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")


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
