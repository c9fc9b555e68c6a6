"""A page and everything that goes wrong on it, for the tests of the frame and of every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page
from views import Scheme


@contextmanager
def opened(
    browser: Browser, width: int, scheme: Scheme = "light", **options: Any
) -> Iterator[tuple[Page, list[str]]]:
    """A page, and everything that goes wrong on it: errors, and what its Content-Security-Policy stops."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", **options
    )
    page = context.new_page()
    errors: list[str] = []
    page.on(
        "console",
        lambda message: errors.append(f"{page.url}: {message.text}") if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    yield page, errors
    assert context.cookies() == []
    context.close()
