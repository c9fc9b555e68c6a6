"""Content that ages: who answers for each page, when it was reviewed, and when that is due again."""

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
    """The upkeep of a page. ``tiedosto`` is where its review is written down; ``omistaja`` is ``None`` until one is named,
    ``tarkistettu`` until someone has reviewed the page."""

    sivu: Sivu
    tiedosto: str
    omistaja: str | None
    tarkistettu: date | None
    tarkistusvali: int

    @property
    def maaraaika(self) -> date | None:
        """The last day on which the review still holds; ``None`` if there was none."""
        return months_later(self.tarkistettu, self.tarkistusvali) if self.tarkistettu else None

    def eraantynyt(self, tanaan: date) -> bool:
        """Whether the review has run out."""
        return self.maaraaika is not None and self.maaraaika < tanaan


def page_upkeep(yllapito: Yllapito, kirja: Kasikirja, sivu: Sivu) -> PageUpkeep:
    """The upkeep of ``sivu``: that of the service whose page it is, else its own; what neither says is the handbook's."""
    palvelu = next((kirja.palvelu[tunnus] for tunnus in sivu.kutsutut("palvelun_tiedot")), None)
    tietue = palvelu if isinstance(palvelu, Palvelu) else sivu.etutiedot
    return PageUpkeep(
        sivu,
        "data/services.yml" if palvelu else f"docs/{sivu.tiedosto}",
        tietue.omistaja or yllapito.omistaja,
        tietue.tarkistettu,
        tietue.tarkistusvali or yllapito.tarkistusvali,
    )


def overdue(yllapito: Yllapito, kirja: Kasikirja, tanaan: date) -> tuple[PageUpkeep, ...]:
    """The pages whose review has run out by ``tanaan``, the longest first."""
    hoidot = (page_upkeep(yllapito, kirja, sivu) for sivu in kirja.sivut)
    return tuple(
        sorted(
            (hoito for hoito in hoidot if hoito.eraantynyt(tanaan)),
            key=lambda hoito: (hoito.maaraaika, hoito.sivu.tiedosto),
        )
    )


def never_reviewed(yllapito: Yllapito, kirja: Kasikirja) -> tuple[PageUpkeep, ...]:
    """The pages that nobody has reviewed yet."""
    return tuple(
        hoito
        for hoito in (page_upkeep(yllapito, kirja, sivu) for sivu in kirja.sivut)
        if hoito.tarkistettu is None
    )


def overdue_text(hoidot: Iterable[PageUpkeep]) -> str:
    """A row of Markdown for each: what to review, where, since when, and who answers for it."""
    return "\n".join(
        f"- {hoito.sivu.otsikko}: tarkistus erääntyi {in_words(hoito.maaraaika)} ({hoito.tiedosto}; "
        f"{hoito.omistaja or 'vastuutahoa ei ole nimetty'})"
        for hoito in hoidot
        if hoito.maaraaika
    )


def months_later(paiva: date, kuukausia: int) -> date:
    """The same day so many months later, or the month's last day where it has no such day (31.8. + 6 → 28.2.)."""
    vuosi, kuukausi = divmod(paiva.month - 1 + kuukausia, 12)
    vuosi, kuukausi = paiva.year + vuosi, kuukausi + 1
    return date(vuosi, kuukausi, min(paiva.day, calendar.monthrange(vuosi, kuukausi)[1]))


def in_words(paiva: date) -> str:
    """31.1.2026"""
    return f"{paiva.day}.{paiva.month}.{paiva.year}"
