"""A real browser on the built site, served on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from serving import served


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, without a slash at the end."""
    with served(site) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser, which nobody has used before; no cookie may be in it in the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    assert context.cookies() == []
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page on which any error, and any request to another host, fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            errors.append(request.url) if not request.url.startswith((address, "blob:", "data:")) else None
        ),
    )
    yield page
    assert errors == []
