"""The page of a preview that tells what the proposed change changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import markdown
from markupsafe import Markup

from handbook.content.made_html import MadeHtml

# In overrides/; it has the frame of a page and no record of one, like the page for errors.
_TEMPLATE = "mita-muutos-muuttaa.html"


def add_preview(config: Any, file: Path) -> None:
    """Makes the build a preview: every page leads to one that shows ``file``, a text in Markdown.

    Raises:
        FileNotFoundError: there is no such file.
    """
    config.extra["muutos"] = Markup(
        markdown.markdown(file.read_text(encoding="utf-8"), extensions=[MadeHtml()])
    )
    config.theme.static_templates.add(_TEMPLATE)
