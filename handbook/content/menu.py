"""The site's menu: the part ``nav`` of ``mkdocs.yml``, which names every page that exists, and no other.

The site generator tells the same, but in English, without rows, and only when the rest is in order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import yaml

from handbook.reading.fields import Known, unknown_id
from handbook.reading.lost_text import wrong_indents
from handbook.reading.problems import Problem
from handbook.reading.references import Reference
from handbook.reading.wording import yaml_problem
from handbook.reading.yaml_text import compose

MENU_FILE = "mkdocs.yml"


def menu_references(text: str) -> list[Reference]:
    """The pages that the menu names, in its order; none if the settings cannot be read or have no menu."""
    try:
        menu = _menu(text)
    except yaml.YAMLError:
        return []
    return list(_named(menu[1])) if menu else []


def menu_problems(text: str, known: Known, pages: Collection[str]) -> Iterator[Problem]:
    """Rows of the menu without a page, and ``pages`` (files in ``docs/``) without a row.

    ``text`` is that of ``mkdocs.yml``; settings without a menu of their own are in order.
    """
    if indents := list(wrong_indents(text, file=MENU_FILE, first_row=0)):
        yield from indents
        return
    try:
        menu = _menu(text)
    except yaml.YAMLError as error:
        yield yaml_problem(error, file=MENU_FILE)
        return
    if menu is None:
        return
    row, node = menu
    named = list(_named(node))
    meant: set[str] = set()
    for reference in named:
        if unknown := unknown_id("sivu", reference.value, known):
            message, hint = f"Valikossa on sivu {reference.value}, jota ei ole.", "Poista rivi."
            if unknown[1].startswith("Tarkoititko"):
                meant.add(unknown[1])
                hint = f"{unknown[1]} Muuten poista rivi."
            yield Problem(MENU_FILE, reference.row, message, hint)
    for page in pages:
        if page not in {reference.value for reference in named} and f"Tarkoititko {page}?" not in meant:
            yield Problem(
                MENU_FILE, row, f"Sivu {page} puuttuu valikosta.", f"Lisää kohtaan nav rivi - {page}."
            )


def _menu(text: str) -> tuple[int, yaml.Node] | None:
    """The row of ``nav`` and what is below it; ``None`` if the settings have none.

    They are only composed, since they hold tags of the site generator.

    Raises:
        yaml.YAMLError: the settings are no YAML.
    """
    settings = compose(text)
    for key, value in settings.value if isinstance(settings, yaml.MappingNode) else ():
        if key.value == "nav":
            return key.start_mark.line + 1, value
    return None


def _named(menu: yaml.Node) -> Iterator[Reference]:
    for node in _leaves(menu):
        # Other addresses are links of the menu to somewhere else.
        if node.value.endswith(".md") and "://" not in node.value:
            yield Reference("sivu", node.value, MENU_FILE, node.start_mark.line + 1, "valikko")


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The texts in the menu that are not titles."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _leaves(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _leaves(value)
