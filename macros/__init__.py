"""The MkDocs adapter: gives the pages' macros their functions, nothing else."""

from __future__ import annotations

from typing import Any

from handbook.content.macros import MACROS
from macros.build import Build
from macros.functions import Macros


def define_env(env: Any) -> None:
    """Registers every macro of :data:`handbook.content.macros.MACROS` (called by mkdocs-macros-plugin)."""
    makrot = Macros(Build.of(env.conf), env)
    for name in MACROS:
        env.macro(getattr(makrot, name), name)
    env.makrot = makrot


def on_post_page_macros(env: Any) -> None:
    """Adds to the end of each page the way on along a reading path, where its statements come from and when they were reviewed."""
    env.markdown = f"{env.markdown}\n\n{env.makrot.lukupolun_palkki()}\n\n{env.makrot.sivun_tiedot()}\n"
