"""The site's menu in ``mkdocs.yml``: every page is in it, and it leads to pages that exist.

MkDocs reports both in English, and a slip in the file's YAML before this project is even asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

from handbook.reading.lost_text import wrong_indents
from handbook.reading.problems import Problem, did_you_mean, shown
from handbook.reading.wording import yaml_problem
from handbook.reading.yaml_text import read_text

FILE = "mkdocs.yml"


def menu_problems(root: Path, pages: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the menu of the site below ``root``; nothing if it has none.

    ``pages`` are the pages' files in ``docs/``.
    """
    if not (root / FILE).exists():
        return
    text, problems = read_text(root / FILE, file=FILE)
    problems += wrong_indents(text or "", file=FILE, first_row=0)
    if text is None or problems:
        yield from problems
        return
    try:
        settings = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        yield yaml_problem(error, file=FILE, first_row=0)
        return
    menu = _field(settings, "nav")
    if menu is None:
        return
    listed = list(_targets(menu))
    for target, row in listed:
        if target not in pages and not target.startswith("https://"):
            yield Problem(
                FILE,
                row,
                f"Valikon sivua {shown(target)} ei ole kansiossa docs.",
                did_you_mean(target, pages) or "Kirjoita sivun tiedosto, tai poista rivi.",
            )
    for page in sorted(set(pages) - {target for target, _ in listed}):
        yield Problem(
            f"docs/{page}",
            1,
            "Sivu puuttuu sivuston valikosta.",
            f"Lisää tiedoston {FILE} kohtaan nav rivi - {page}.",
        )


def _field(node: Any, name: str) -> yaml.Node | None:
    fields = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in fields if key.value == name), None)


def _targets(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """What the menu leads to, each with its row; sections are lists within it."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value, node.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _targets(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _targets(value)
