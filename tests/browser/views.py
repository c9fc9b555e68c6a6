"""What must hold of every view of a page, on every screen."""

from __future__ import annotations

from typing import Any, Literal, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCREENS: list[tuple[int, Scheme]] = [(1280, "light"), (768, "dark"), (320, "light"), (320, "dark")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All that a scheme can change: where the light one of the same width is looked at, the dark one differs in
# nothing else.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
# What a reader may set without losing anything: WCAG 1.4.12, and text of 200 % (the theme's is 125 %).
SPACING = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }"""
LARGER = "html { font-size: 250% !important; }"


def too_wide(page: Page, css: str = "") -> bool:
    """Whether one must scroll sideways, with ``css`` beside the page's own; it stays."""
    return bool(
        page.evaluate(
            """css => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(css);
              document.adoptedStyleSheets = [sheet];
              return document.documentElement.scrollWidth > innerWidth;
            }""",
            css,
        )
    )


def what_is_too_wide(page: Page) -> str:
    """The text of the innermost part of the page that reaches outside the screen."""
    return str(
        page.evaluate(
            """() => {
              const wide = [...document.body.querySelectorAll("*")].filter((e) =>
                e.getBoundingClientRect().right > innerWidth && e.offsetParent);
              const inner = wide.find((e) => ![...e.children].some((child) => wide.includes(child)));
              return (inner?.textContent.trim().replace(/\\s+/g, " ") ?? "").slice(0, 60);
            }"""
        )
    )


def faults_of_access(page: Page, *, only: list[str] | None = None) -> list[str]:
    """What axe finds, for an editor: its rule, the part of the page, and what it asks for."""
    return [
        f"Saavutettavuusvika {violation['id']} kohdassa ”{node['html'][:120]}”. → {violation['helpUrl']}"
        for violation in found_by_axe(page, only=only)
        for node in violation["nodes"][:3]
    ]


def violations(page: Page, *, only: list[str] | None = None, within: str | None = None) -> list[str]:
    """What axe finds on the page, by its ``RULES`` or ``only`` by some of them."""
    return [
        f"{page.url}: {violation['id']}: {node['target']} {node.get('failureSummary', '')[:160]}"
        for violation in found_by_axe(page, only=only, within=within)
        for node in violation["nodes"][:3]
    ]


def found_by_axe(
    page: Page, *, only: list[str] | None = None, within: str | None = None
) -> list[dict[str, Any]]:
    """axe's own records of what breaks its ``RULES``."""
    # Of what passes axe need not tell all: to gather it takes a third of the time.
    options: dict[str, Any] = {"runOnly": only or RULES, "resultTypes": ["violations"]}
    response = Axe().run(page, context=within, options=options).response
    assert response["passes"], "axe looked at the page"
    return cast("list[dict[str, Any]]", response["violations"])


def assert_sound(page: Page, parts: str, scheme: Scheme) -> None:
    """The view fits, none of its ``parts`` (a selector) is cut off, and axe finds nothing in the content."""
    assert page.viewport_size
    width = page.viewport_size["width"]
    assert not too_wide(page)
    cut = page.locator(parts).evaluate_all(
        f"""all => all.filter(e => e.offsetParent && e.getBoundingClientRect().right > {width})
          .map(e => e.outerHTML.slice(0, 60))"""
    )
    assert cut == []
    seen = scheme == "dark" and (width, "light") in SCREENS
    assert violations(page, only=OF_COLOUR if seen else None, within=".md-content") == []
