"""Every page of the handbook, as readers see it on their screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from finnish_report import rule
from opened import opened
from playwright.sync_api import Browser
from views import OF_COLOUR, Scheme, faults_of_access, too_wide, what_is_too_wide

from handbook.site.built import built_pages

# The dark scheme of a width is looked at for what a scheme can change.
SCREENS: list[tuple[int, Scheme]] = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@rule("Sivut mahtuvat leveälle ja kapealle ruudulle ja ovat saavutettavia vaaleina ja tummina")
def test_pages_fit_and_are_accessible(
    browser: Browser,
    address: str,
    handbook: Path,
    site: Path,
    width: int,
    scheme: Scheme,
    tell: Callable[[list[str]], None],
) -> None:
    found = []
    with opened(browser, width, scheme) as (page, errors):
        for built in built_pages(site, handbook):
            where = built.source or built.file
            page.goto(f"{address}/{built.file.removesuffix('index.html')}")
            if too_wide(page):
                found.append(
                    f"{where}: Kohta ”{what_is_too_wide(page)}” ei mahdu {width} kuvapisteen levyiselle "
                    "ruudulle. → Lyhennä sana tai jaa se väliviivalla."
                )
            found += [
                f"{where}: {fault}"
                for fault in faults_of_access(page, only=OF_COLOUR if scheme == "dark" else None)
            ]
        found += [f"Selain ilmoitti virheestä: {error}" for error in errors]
    tell(found)
