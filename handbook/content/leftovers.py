"""What no page tells any more, while references to something removed are still broken.

The exact rules (:mod:`handbook.content.checks`) wait until all content is valid. These look at the references
as typed, so that an editor who removes a record is told of all that goes with it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import pydantic

from handbook.content.checks import uncited, unmarked, unshown, unstated
from handbook.content.front_matter import Etutiedot
from handbook.content.sources import Termi
from handbook.reading.fields import Perusteltu
from handbook.reading.problems import Problem
from handbook.reading.references import Reference, listed
from handbook.reading.yaml_text import Location


class _Use(NamedTuple):
    """What counts as telling a reader, and the words of the problem.

    ``holders`` are the models whose fields count, ``macros`` says whether macro calls do.
    """

    holders: tuple[type[pydantic.BaseModel], ...]
    macros: bool
    wording: Callable[[str], tuple[str, str]]


_USES: Mapping[str, _Use] = {
    "fakta": _Use((Perusteltu, Etutiedot), macros=False, wording=unstated),
    "lahde": _Use((Perusteltu,), macros=True, wording=uncited),
    "tarkistus": _Use((Perusteltu, Termi), macros=True, wording=unmarked),
    "kuva": _Use((), macros=True, wording=unshown),
}


def leftovers(
    defined: Mapping[str, Sequence[Reference]],
    used: Iterable[Reference],
    *,
    misspelt: Iterable[str],
    about_removed: Iterable[Reference],
) -> list[Problem]:
    """Records that nothing shows any more.

    Args:
        defined: the records by kind, each with its place.
        used: the references that will be left.
        misspelt: kinds with references to unknown ids: there the record may be the one that is meant.
        about_removed: the references that are the ids of their records: these go with what was removed.
    """
    references = list(used)
    unsure = set(misspelt)
    gone = {_place(reference) for reference in about_removed}
    while True:
        left = [reference for reference in references if _place(reference) not in gone]
        shown = {(other.kind, other.value) for other in left if _shows(other)}
        found = [
            (record, use)
            for kind, use in _USES.items()
            if kind not in unsure
            for record in defined.get(kind, ())
            if (kind, record.value) not in shown
        ]
        places = {_place(record) for record, _ in found}
        if places <= gone:
            return [_problem(record, left, use) for record, use in found]
        # What only an unshown record tells is not told either.
        gone |= places


def _place(reference: Reference) -> tuple[str, Location]:
    return reference.file, reference.record or (reference.row,)


def _shows(reference: Reference) -> bool:
    use = _USES.get(reference.kind)
    if use is None or reference.holder is None:
        return use is not None and use.macros
    return issubclass(reference.holder, use.holders)


def _problem(record: Reference, left: Iterable[Reference], use: _Use) -> Problem:
    message, hint = use.wording(record.value)
    mentions = [other for other in left if (other.kind, other.value) == (record.kind, record.value)]
    also = f" ja sen tunnus: {listed(mentions)}" if mentions else ""
    return Problem(record.file, record.row, message, f"{hint} Jos sitä ei enää tarvita, poista se{also}.")
