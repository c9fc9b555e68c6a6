"""The MkDocs adapter: gives the pages' macros their functions, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handbook.checks import check
from handbook.makrot import MAKROT
from macros.functions import Makrot


def define_env(env: Any) -> None:
    """Registers every macro of :data:`handbook.makrot.MAKROT` (called by mkdocs-macros-plugin)."""
    kasikirja = check(Path(env.project_dir)).kasikirja
    assert kasikirja is not None, "macros/hooks.py stops the build when the content has problems"
    makrot = Makrot(kasikirja, env)
    for nimi in MAKROT:
        env.macro(getattr(makrot, nimi), nimi)
    env.makrot = makrot


def on_post_page_macros(env: Any) -> None:
    """Adds to the end of each page the way on along a reading path, where its statements come from and when they were reviewed."""
    env.markdown = f"{env.markdown}\n\n{env.makrot.lukupolun_palkki()}\n\n{env.makrot.sivun_tiedot()}\n"
