"""How a page that only leads on from an old address is told from the site's own pages."""

from __future__ import annotations

# An attribute of its <html>.
MARK = "data-siirtynyt"


def has_moved(html: str) -> bool:
    """Whether ``html`` is a page that only leads on to a new address (``macros/moved.py``)."""
    return f" {MARK}>" in html.partition("<head>")[0]
