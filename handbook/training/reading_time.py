"""How long a finished page takes to read, and a key that changes with its text."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from handbook.reading.fingerprint import fingerprint

# Words a minute, silent reading of Finnish prose: 161 ± 18 (Trauzettel-Klosinski & Dietz 2012, doi:10.1167/iovs.11-8284).
LUKUNOPEUS = 160


@dataclass(frozen=True)
class ReadingTime:
    """A finished page: the words on it, and a fingerprint of them."""

    sanoja: int
    avain: str

    @classmethod
    def of(cls, html: str) -> ReadingTime:
        """Measures the content of a page as it stands in the site, generated parts included."""
        lukija = _Lukija()
        lukija.feed(html)
        lukija.close()
        sanat = " ".join(lukija.osat).split()
        return cls(sum(any(merkki.isalnum() for merkki in sana) for sana in sanat), fingerprint(sanat))

    @property
    def minuutteja(self) -> int:
        """Minutes it takes to read the page, at least one."""
        return max(1, round(self.sanoja / LUKUNOPEUS))


class _Lukija(HTMLParser):
    """Collects the text that one reads on a page: no script, nothing that stands beside the content (``aside``)."""

    OHITETTAVAT = frozenset({"aside", "script", "style", "template", "noscript"})

    def __init__(self) -> None:
        super().__init__()
        self.osat: list[str] = []
        self._ohitetaan: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.OHITETTAVAT:
            self._ohitetaan.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._ohitetaan and self._ohitetaan[-1] == tag:
            self._ohitetaan.pop()

    def handle_data(self, data: str) -> None:
        if not self._ohitetaan:
            self.osat.append(data)
