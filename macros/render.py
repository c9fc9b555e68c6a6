"""The one Jinja2 environment that turns data into HTML.

It autoescapes, so that text from YAML can never become markup, and is strict, so that a template cannot print
what it was not given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import jinja2
import material
from markupsafe import Markup, escape

from handbook.upkeep.reviews import in_words

TEMPLATES = Path(__file__).parent / "templates"
_ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"


def environment(abbreviations: Mapping[str, str]) -> jinja2.Environment:
    """The environment of ``macros/templates``; ``abbreviations`` maps each to what it stands for."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["lyhenne"] = _abbreviation_filter(abbreviations)
    env.filters["kuvake"] = icon
    env.filters["riville"] = inline
    # What is HTML in a template of Markdown.
    env.filters["lohko"] = one_row
    env.filters["paivays"] = in_words
    return env


def _abbreviation_filter(abbreviations: Mapping[str, str]) -> Callable[[str], Markup]:
    """A filter that marks abbreviations in text as Python-Markdown's ``abbr`` marks them in prose."""
    if not abbreviations:
        return escape
    longest_first = sorted(abbreviations, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")

    def mark(text: str) -> Markup:
        return Markup("").join(
            Markup('<abbr title="{}">{}</abbr>').format(abbreviations[part], part) if i % 2 else escape(part)
            for i, part in enumerate(pattern.split(text))
        )

    return mark


# What Python-Markdown reads as markup in the middle of a row.
_MARKDOWN = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_[](){}!:~^="})


def inline(text: str) -> Markup:
    """Text for HTML within a row of Markdown, where Markdown would still interpret its own markup."""
    return Markup(str(escape(text)).translate(_MARKDOWN))


@cache
def icon(name: str) -> Markup:
    """An icon of the theme as inline SVG, hidden from screen readers (there is always a word beside it)."""
    svg = (_ICONS / f"{name}.svg").read_text(encoding="utf-8")
    return Markup(
        svg.strip().replace("<svg ", '<svg class="tk-kuvake" aria-hidden="true" focusable="false" ', 1)
    )


def one_row(html: Markup) -> Markup:
    """HTML on a single row, which Markdown takes as one raw block wherever it is and whatever is in it."""
    return Markup(re.sub(r"\s*\n\s*", " ", str(html)).strip())
