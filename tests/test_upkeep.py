"""Content that ages: when a review runs out, who is told, and how a page leads to where it is mended."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import builds
import checked
import lxml.html
import pytest
from builds import COUNTY_SOURCE
from checked import sound
from mistakes import fixture

from handbook.check import Outcome, Whole
from handbook.files import files_of
from handbook.report import report
from handbook.upkeep.model import Yllapito
from handbook.upkeep.reviews import (
    PageUpkeep,
    months_later,
    never_reviewed,
    overdue,
    overdue_text,
    page_upkeep,
)

LUOTSI = "palvelut/saariluotsi.md"
MAARAAIKA = date(2026, 1, 31)


def county(folder: Path, *changes: tuple[str, str, str]) -> Whole:
    """The tiny county's handbook, with texts of its files changed."""
    project = fixture(folder)
    for file, old, new in changes:
        text = (project / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (project / file).write_text(text.replace(old, new), encoding="utf-8")
    return sound(project)


@pytest.mark.parametrize(
    ("paiva", "kuukausia", "odotus"),
    [
        (date(2025, 1, 31), 12, date(2026, 1, 31)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 11, 30), 120, date(2035, 11, 30)),
    ],
)
def test_months_later(paiva: date, kuukausia: int, odotus: date) -> None:
    assert months_later(paiva, kuukausia) == odotus


def due(whole: Whole, paiva: date) -> tuple[PageUpkeep, ...]:
    return overdue(whole.records(Yllapito), whole.kirja, paiva)


def upkeep_of(whole: Whole, tiedosto: str) -> PageUpkeep:
    return page_upkeep(whole.records(Yllapito), whole.kirja, whole.kirja.sivu[tiedosto])


def test_last_day_still_holds() -> None:
    assert due(checked.county(), MAARAAIKA) == ()
    [hoito] = due(checked.county(), MAARAAIKA + timedelta(days=1))
    assert (hoito.sivu.tiedosto, hoito.file, hoito.due) == (LUOTSI, "data/services.yml", MAARAAIKA)
    assert (
        overdue_text([hoito])
        == "- Saariluotsi: tarkistus erääntyi 31.1.2026 (data/services.yml; saariston neuvonta)"
    )


def test_own_upkeep_goes_before_the_handbooks(tmp_path: Path) -> None:
    whole = county(
        tmp_path / "k",
        (
            "data/services.yml",
            "    tarkistettu: 2025-01-31",
            '    tarkistettu: 2025-01-31\n    tarkistusvali: 3\n    omistaja: "luotsit"',
        ),
    )
    hoito = upkeep_of(whole, LUOTSI)
    assert (hoito.omistaja, hoito.due) == ("luotsit", date(2025, 4, 30))
    muu = upkeep_of(whole, "lahteet.md")
    assert (muu.omistaja, muu.tarkistusvali, muu.due) == ("saariston neuvonta", 12, None)


def test_check_tells_what_is_due() -> None:
    whole = checked.county()
    outcome = Outcome(whole, ())
    sivuja = len(never_reviewed(whole.records(Yllapito), whole.kirja))
    tarkistamatta = f"Tarkistamatta vielä: {sivuja} sivua."
    rivit = report(outcome, today=MAARAAIKA).splitlines()
    assert (rivit[0][:22], rivit[1:]) == ("Sisältö on kunnossa: 1", [tarkistamatta])
    assert report(outcome, today=date(2026, 2, 1)).splitlines()[1:] == [
        "Tarkistettava uudelleen:",
        overdue_text(due(whole, date(2026, 2, 1))),
        tarkistamatta,
    ]


def foot(site: Path, page: str) -> lxml.html.HtmlElement:
    [aside] = lxml.html.fromstring((site / page).read_bytes()).xpath("//aside[@class='tk-sivun-tiedot']")
    return aside


def test_page_tells_its_upkeep_and_leads_to_its_files(county_history: Path) -> None:
    site = county_history / "site"
    luotsi = foot(site, "palvelut/saariluotsi/index.html")
    text = " ".join(luotsi.text_content().split())
    assert text.startswith(
        "Tarkistettu 31.1.2025. Tarkistetaan uudelleen viimeistään 31.1.2026. "
        "Sisällöstä vastaa saariston neuvonta."
    )
    muokkaa = [
        f"{COUNTY_SOURCE}/edit/main/{tiedosto}" for tiedosto in (f"docs/{LUOTSI}", "data/services.yml")
    ]
    outside = [link.get("href") for link in luotsi.xpath(".//a[starts-with(@href, 'http')]")]
    assert outside == [f"{COUNTY_SOURCE}/issues/new?template=korjausehdotus.yml&sivu=Saariluotsi", *muokkaa]
    [notice] = lxml.html.fromstring((site / "palvelut/saariluotsi/index.html").read_bytes()).xpath(
        "//*[@data-maaraaika]"
    )
    assert (notice.get("data-maaraaika"), notice.get("hidden")) == ("2026-01-31", "")


def test_without_a_repository_pages_lead_to_none(site: Path) -> None:
    tiedot = foot(site, "sanasto/index.html")
    assert "Ei vielä tarkistettu. Sisällön vastuutahoa ei ole vielä nimetty." in " ".join(
        tiedot.text_content().split()
    )
    assert tiedot.xpath(".//a[starts-with(@href, 'http')]") == []


def test_page_leads_to_the_files_that_hold_what_it_shows() -> None:
    kirja = checked.kirja()
    assert files_of(kirja.sivu["sanasto.md"]) == ("docs/sanasto.md", "data/glossary.yml")
    assert files_of(kirja.sivu["harjoitukset.md"]) == (
        "docs/harjoitukset.md",
        "data/services.yml",
        "data/cases.yml",
        "data/knowledge.yml",
    )
    assert all((builds.SUURI / tiedosto).is_file() for sivu in kirja.sivut for tiedosto in files_of(sivu))
