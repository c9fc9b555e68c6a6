"""What must hold of every view of an interactive page, on every screen."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCREENS: list[tuple[int, Scheme]] = [(1280, "light"), (768, "dark"), (320, "light"), (320, "dark")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def assert_sound(page: Page, parts: str) -> None:
    """The view fits, none of its ``parts`` (a selector) is cut off, and axe finds nothing in the content."""
    assert page.viewport_size
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    cut = page.locator(parts).evaluate_all(
        f"all => all.filter(e => e.offsetParent && e.getBoundingClientRect().right > {width}).map(e => e.outerHTML.slice(0, 60))"
    )
    assert cut == []
    result = Axe().run(page, context=".md-content", options=RULES).response
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in result["violations"]] == []
