"""What a page shows of other pages' finished text: their reading time, and a key that changes with it.

While a page is being written, the others are not finished. So templates leave a mark, and the value replaces
it when MkDocs has rendered every page (``macros/hooks.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from handbook.training.reading_time import ReadingTime

# Private-use characters, which no text and no file name has, delimit a mark and its parts.
_EDGE, _BETWEEN = "\ue000", "\ue001"
_MARK = re.compile(f"{_EDGE}(minuutit|avain){_BETWEEN}([^{_EDGE}]*){_EDGE}")


def minutes_mark(*files: str) -> str:
    """Stands for the minutes it takes to read these pages (files in ``docs/``)."""
    return _EDGE + _BETWEEN.join(("minuutit", *files)) + _EDGE


def key_mark(file: str) -> str:
    """Stands for the key under which a page (a file in ``docs/``) is marked as read."""
    return _EDGE + _BETWEEN.join(("avain", file)) + _EDGE


def fill(html: str, reading_times: Mapping[str, ReadingTime]) -> str:
    """``html`` with every mark replaced by its value; ``reading_times`` has the file of every page."""

    def value(match: re.Match[str]) -> str:
        pages = [reading_times[file] for file in match[2].split(_BETWEEN)]
        return str(sum(page.minutes for page in pages)) if match[1] == "minuutit" else pages[0].key

    return _MARK.sub(value, html)
