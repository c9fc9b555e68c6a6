"""Texts of the content as Markdown that shows them and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKDOWN = re.compile(r"[\\`*_\[\]]")
# What a backslash escapes in only one of the two that read this: GitHub and the preview.
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;"})


def plain(text: str) -> str:
    """``text`` on one row, its own Markdown and HTML shown as they are typed."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()).translate(_HTML))


def quoted(text: str) -> str:
    """``text`` in Finnish quotation marks."""
    return f"”{plain(text)}”"


def code(text: str) -> str:
    """A file or what is typed into one; it holds no backtick."""
    return f"`{text}`"


def before_and_now(before: str, now: str) -> str:
    """``ennen: sopii → nyt: selvitä ensin``."""
    return f"ennen: {before} → nyt: {now}"


def listed(names: Iterable[str]) -> str:
    """Names with commas between them; ``ei mikään`` if there are none."""
    return ", ".join(names) or "ei mikään"
