"""Markdown as HTML: a picture becomes ``<img>``, and not ``<img />`` as in XHTML, Python-Markdown's default.

MkDocs has no setting for it. Mended where pages are made, pages are the same in ``make serve`` and offline.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension


class HtmlOutput(Extension):
    """An extension of Python-Markdown that writes elements without content as HTML does."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Chooses the output of ``md``."""
        md.set_output_format("html")
