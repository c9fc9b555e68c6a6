"""What a page tells of other pages' finished text: how long they take to read, and a key that changes with the text.

No page is finished while another is being written. Templates therefore leave a mark, and the value is put in its place when
MkDocs has rendered every page (``macros/hooks.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from handbook.training.reading_time import ReadingTime

# Private-use characters, which no text and no file name has, hold a mark together.
_REUNA, _VALI = "\ue000", "\ue001"
_MERKKI = re.compile(f"{_REUNA}(minuutit|avain){_VALI}([^{_REUNA}]*){_REUNA}")


def minutes_mark(*tiedostot: str) -> str:
    """Stands for the minutes it takes to read these pages (files in ``docs/``)."""
    return _REUNA + _VALI.join(("minuutit", *tiedostot)) + _REUNA


def key_mark(tiedosto: str) -> str:
    """Stands for the key under which a page is marked as read."""
    return _REUNA + _VALI.join(("avain", tiedosto)) + _REUNA


def fill(html: str, luettavat: Mapping[str, ReadingTime]) -> str:
    """``html`` with every mark replaced by its value; ``luettavat`` maps the files of all pages to what they measure."""

    def arvo(osuma: re.Match[str]) -> str:
        sivut = [luettavat[tiedosto] for tiedosto in osuma[2].split(_VALI)]
        return str(sum(sivu.minuutteja for sivu in sivut)) if osuma[1] == "minuutit" else sivut[0].avain

    return _MERKKI.sub(arvo, html)
