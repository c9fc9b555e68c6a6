"""The one Jinja2 environment that turns data into HTML.

Autoescaping, so that text from YAML can never become markup; ``StrictUndefined``, so that a template refuses to print
what it was not given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import jinja2
import material
from markupsafe import Markup, escape

from handbook.upkeep.reviews import in_words

TEMPLATES = Path(__file__).parent / "templates"
_ICONS = Path(material.__file__).parent / "templates" / ".icons" / "material"


def environment(lyhenteet: Mapping[str, str]) -> jinja2.Environment:
    """The environment of ``macros/templates``. ``lyhenteet`` maps abbreviations to what they stand for."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pattern = (
        re.compile(
            r"(?<!\w)(" + "|".join(map(re.escape, sorted(lyhenteet, key=len, reverse=True))) + r")(?!\w)"
        )
        if lyhenteet
        else None
    )

    def lyhenne(teksti: str) -> Markup:
        """Text with its abbreviations marked as Python-Markdown's ``abbr`` marks them in prose."""
        if pattern is None:
            return escape(teksti)
        parts = pattern.split(teksti)
        return Markup("").join(
            Markup('<abbr title="{}">{}</abbr>').format(lyhenteet[part], part) if i % 2 else escape(part)
            for i, part in enumerate(parts)
        )

    env.filters["lyhenne"] = lyhenne
    env.filters["kuvake"] = kuvake
    env.filters["riville"] = riville
    env.filters["yksi_rivi"] = yksi_rivi
    env.filters["paivays"] = in_words
    return env


# What Python-Markdown reads as markup in the middle of a row.
_MARKDOWN = str.maketrans({merkki: f"&#{ord(merkki)};" for merkki in "\\`*_[]()!:~^="})


def riville(teksti: str) -> Markup:
    """Text for HTML that stands inside a row of Markdown, where Markdown would still read its own marks."""
    return Markup(str(escape(teksti)).translate(_MARKDOWN))


@cache
def kuvake(nimi: str) -> Markup:
    """An icon of the theme's own set as inline SVG, silent for screen readers (a word always stands beside it)."""
    svg = (_ICONS / f"{nimi}.svg").read_text(encoding="utf-8")
    return Markup(
        svg.strip().replace("<svg ", '<svg class="tk-kuvake" aria-hidden="true" focusable="false" ', 1)
    )


def yksi_rivi(html: Markup) -> Markup:
    """HTML on a single row: Markdown then takes it as one raw block wherever it stands, whatever is inside."""
    return Markup(re.sub(r"\s*\n\s*", " ", str(html)).strip())
