"""The MkDocs adapter: gives the pages' macros their functions."""

from __future__ import annotations

from typing import Any

from handbook.content.macros import MACROS
from macros.build import Build
from macros.functions import Macros


def define_env(env: Any) -> None:
    """Registers every macro of :data:`handbook.content.macros.MACROS` (called by mkdocs-macros-plugin)."""
    functions = Macros(Build.of(env.conf), env)
    for name in MACROS:
        env.macro(getattr(functions, name), name)
    env.functions = functions


def on_post_page_macros(env: Any) -> None:
    """Adds to the end of each page the bar of its reading paths, its sources and its review.

    Called by mkdocs-macros-plugin after the macros of a page.
    """
    bar, notes = env.functions.lukupolun_palkki(), env.functions.sivun_tiedot()
    env.markdown = f"{env.markdown}\n\n{bar}\n\n{notes}\n"
