"""Markdown as HTML: a picture becomes ``<img>``, and not ``<img />`` as in XHTML, Python-Markdown's default.

MkDocs has no setting for it. As it is mended where pages are made, they are the same served, published and
offline.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension


class HtmlOutput(Extension):
    """An extension of Python-Markdown that writes elements without content as HTML does."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Makes ``md`` call :meth:`reset`."""
        self.md = md
        md.registerExtension(self)

    def reset(self) -> None:
        """Chooses the output: Python-Markdown has chosen its own once all extensions are there."""
        self.md.set_output_format("html")
