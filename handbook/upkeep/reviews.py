"""Content that ages: who is responsible for a page, when it was reviewed, and when that is due again."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handbook.content.pages import Sivu
from handbook.content.services import Palvelu
from handbook.content.whole import Kasikirja
from handbook.upkeep.model import Yllapito


@dataclass(frozen=True)
class PageUpkeep:
    """The upkeep of a page.

    ``file`` is where its review is recorded. ``omistaja`` is ``None`` until one is named, ``tarkistettu``
    until someone has reviewed the page; ``tarkistusvali`` is in months.
    """

    sivu: Sivu
    file: str
    omistaja: str | None
    tarkistettu: date | None
    tarkistusvali: int

    @property
    def due(self) -> date | None:
        """The last day on which the review is still valid; ``None`` if there was none."""
        return months_later(self.tarkistettu, self.tarkistusvali) if self.tarkistettu else None

    def is_overdue(self, today: date) -> bool:
        """Whether the review has expired."""
        return self.due is not None and self.due < today


def page_upkeep(yllapito: Yllapito, kirja: Kasikirja, sivu: Sivu) -> PageUpkeep:
    """The upkeep of ``sivu``: that of the service it describes, else its own, else the whole handbook's."""
    palvelu = next((kirja.palvelu[tunnus] for tunnus in sivu.kutsutut("palvelun_tiedot")), None)
    record = palvelu if isinstance(palvelu, Palvelu) else sivu.etutiedot
    return PageUpkeep(
        sivu,
        "data/services.yml" if palvelu else f"docs/{sivu.tiedosto}",
        record.omistaja or yllapito.omistaja,
        record.tarkistettu,
        record.tarkistusvali or yllapito.tarkistusvali,
    )


def overdue(yllapito: Yllapito, kirja: Kasikirja, today: date) -> tuple[PageUpkeep, ...]:
    """The pages whose review has expired by ``today``, the longest overdue first."""
    upkeeps = (page_upkeep(yllapito, kirja, sivu) for sivu in kirja.sivut)
    return tuple(
        sorted(
            (upkeep for upkeep in upkeeps if upkeep.is_overdue(today)),
            key=lambda upkeep: (upkeep.due, upkeep.sivu.tiedosto),
        )
    )


def never_reviewed(yllapito: Yllapito, kirja: Kasikirja) -> tuple[PageUpkeep, ...]:
    """The pages that nobody has reviewed yet."""
    upkeeps = (page_upkeep(yllapito, kirja, sivu) for sivu in kirja.sivut)
    return tuple(upkeep for upkeep in upkeeps if upkeep.tarkistettu is None)


def overdue_text(upkeeps: Iterable[PageUpkeep]) -> str:
    """A Markdown list in Finnish: what to review, where, since when, and who is responsible."""
    return "\n".join(
        f"- {upkeep.sivu.otsikko}: tarkistus erääntyi {in_words(upkeep.due)} ({upkeep.file}; "
        f"{upkeep.omistaja or 'vastuutahoa ei ole nimetty'})"
        for upkeep in upkeeps
        if upkeep.due
    )


def months_later(day: date, months: int) -> date:
    """The same day ``months`` later, or the month's last day if it is shorter (31.8. + 6 → 28.2.)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def in_words(day: date) -> str:
    """The date in Finnish: ``31.1.2026``."""
    return f"{day.day}.{day.month}.{day.year}"
