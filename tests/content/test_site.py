"""The built site and what is made of it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

from finnish_report import BUILT, rule
from html_validity import invalid_html
from statements import lost_fields, lost_marks, lost_statements, shown

from handbook.check import Whole

# The search loads the whole index at the first key, also on a telephone.
INDEX_KILOBYTES = 40

Tell = Callable[[list[str]], None]


@rule(BUILT)
def test_site_is_built(site: Path) -> None:
    assert (site / "index.html").is_file()


@rule("Sivut ovat virheetöntä HTML:ää")
def test_html(site: Path, handbook: Path, tell: Tell) -> None:
    tell(invalid_html(site, handbook))


@rule("Kaikki, mitä tiedoissa lukee, on sivuilla")
def test_statements(site: Path, whole: Whole, tell: Tell) -> None:
    pages = shown(site)
    tell([*lost_statements(whole, pages), *lost_fields(whole, pages), *lost_marks(whole, pages)])


@rule("Hakemisto on niin pieni, että haku aukeaa nopeasti")
def test_search_index(site: Path, tell: Tell) -> None:
    size = len(gzip.compress((site / "search/search_index.json").read_bytes())) / 1024
    tell(
        [f"Hakemiston koko on {size:.0f} kt, enintään {INDEX_KILOBYTES} kt. → Kerro siitä ylläpitäjälle."]
        if size > INDEX_KILOBYTES
        else []
    )


@rule("Sivuista voi tehdä PDF-tiedoston")
def test_pdf(pdf: str, tell: Tell) -> None:
    tell(pdf.splitlines())
