"""Rules of the chooser with one thing changed: what a demand must notice."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from typing import Any

from handbook.chooser.model import Valinta
from handbook.chooser.rules import Chooser

LISTS = ("sopii", "selvita", "ei")


def changed_rules(chooser: Chooser, outcome: str) -> Iterator[Chooser]:
    """The rules with one option of one of the outcome's criteria moved to another list, or the outcome's cap
    lifted for one of its criteria alone: every way there is."""
    for data in _changes(chooser.palvelut[outcome].model_dump()):
        yield Chooser(chooser.kysely, {**chooser.palvelut, outcome: Valinta.model_validate(data)})


def _changes(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    places = [
        (i, j) for i, part in enumerate(data["kriteerit"]) for j in range(len(part.get("jokin", [part])))
    ]
    for place in places if data["enintaan"] else ():
        criterion = _criterion(data, place)
        yield {**data, "enintaan": None, "kriteerit": [{**criterion, "sopii": criterion["selvita"]}]}
    for place in places:
        for source, target in itertools.permutations(LISTS, 2):
            for option in _criterion(data, place)[source]:
                moved = copy.deepcopy(data)
                _criterion(moved, place)[source].remove(option)
                _criterion(moved, place)[target].append(option)
                yield moved


def _criterion(data: dict[str, Any], place: tuple[int, int]) -> dict[str, Any]:
    part = data["kriteerit"][place[0]]
    found: dict[str, Any] = part.get("jokin", [part])[place[1]]
    return found
