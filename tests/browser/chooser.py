"""The steps of a reader through the service chooser, for its tests."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

ALL = (
    "#!tilanne=tyoton&haaste=kylla&terveydenhuolto=ei&tym=ei&tarpeet=arvio.tyo&tyollisyyspalvelut=ei&vamma=ei"
    "&laajuus=koordinointi"
)


def view(page: Page) -> Locator:
    return page.locator(".tk-valitsin__nakyma")


def heading(page: Page) -> Locator:
    return view(page).locator("h2")


def answer(page: Page, *options: str) -> None:
    for option in options:
        view(page).get_by_label(option, exact=True).check()
    page.get_by_role("button", name="Jatka").click()
