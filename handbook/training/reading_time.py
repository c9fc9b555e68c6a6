"""How long a finished page takes to read, and a key that changes with its text."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from handbook.reading.fingerprint import fingerprint

# Silent reading of Finnish prose: 161 ± 18 words a minute (Trauzettel-Klosinski & Dietz 2012,
# doi:10.1167/iovs.11-8284).
WORDS_A_MINUTE = 160


@dataclass(frozen=True)
class ReadingTime:
    """A finished page: the number of words on it, and a fingerprint of them."""

    words: int
    key: str

    @classmethod
    def of(cls, html: str) -> ReadingTime:
        """Measures the content of a page as the site shows it, generated parts included."""
        parser = _TextParser()
        parser.feed(html)
        parser.close()
        words = " ".join(parser.texts).split()
        return cls(sum(any(char.isalnum() for char in word) for word in words), fingerprint(words))

    @property
    def minutes(self) -> int:
        """Minutes it takes to read the page, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))


class _TextParser(HTMLParser):
    """Collects the text that one reads on a page: no scripts, nothing beside the content (``aside``)."""

    SKIPPED = frozenset({"aside", "script", "style", "template", "noscript"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] = []  # the skipped elements around the current place

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SKIPPED:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open:
            self.texts.append(data)
