"""Where an id is used: the answer to an editor's question, and the other places of a broken reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handbook.content.services import service_page
from handbook.files import FILE, FILES
from handbook.reading.fields import unknown_id
from handbook.reading.problems import Problem, did_you_mean
from handbook.reading.references import Reference, listed, record_at
from handbook.usage.typed import Typed

# Kind of reference → its name in a message. Kinds with one name are one thing to an editor.
_CALLED: Mapping[str, str] = {
    "sivu": "sivu",
    **{register.kind: register.called for file in FILES for register in file.registers if register.called},
    **{
        register.parts.kind: register.parts.called
        for file in FILES
        for register in file.registers
        if register.parts
    },
}


@dataclass(frozen=True, order=True)
class _Thing:
    """What an id means: its kind's name, the id, and the record that it is a part of, if it is."""

    called: str
    id: str
    within: str = ""

    def __str__(self) -> str:
        part = f" (kysymys {self.within})" if self.within else ""
        return f"{self.called.capitalize()} {self.id}{part}"


def _thing(reference: Reference) -> _Thing:
    return _Thing(_CALLED[reference.kind], reference.value, reference.within)


def where(typed: Typed, wanted: str) -> tuple[str, bool]:
    """Every place where the id ``wanted`` is defined and used, and whether there is any.

    ``wanted`` may also be a page (``index.md``, ``docs/index.md``). To a service belongs its page.
    """
    wanted = wanted.strip().removeprefix("docs/")
    defined, used = _by_thing(definitions(typed)), _by_thing(typed.references(with_removed=True))
    things = [thing for thing in dict.fromkeys([*defined, *used]) if thing.id == wanted]
    pages = [_Thing("sivu", service_page(thing.id)) for thing in things if thing.called == _CALLED["palvelu"]]
    things += [page for page in pages if page in defined or page in used]
    unread = [f"{problem.file} ei ole luettavissa: sen kohdat puuttuvat tästä." for problem in typed.problems]
    if not things:
        hint = did_you_mean(wanted, sorted({thing.id for thing in defined})) or "Tarkista kirjoitusasu."
        return "\n".join([f"Tunnusta {wanted} ei ole. → {hint}", *unread]), False
    answer = [
        line for thing in things for line in _answer(thing, defined.get(thing, []), used.get(thing, []))
    ]
    return "\n".join([*answer, *dict.fromkeys(unread)]), True


def _answer(thing: _Thing, defined: Sequence[Reference], used: Sequence[Reference]) -> Iterator[str]:
    yield f"{thing}"
    for reference in [*defined, *used]:
        yield f"  {reference.file} rivi {reference.row}: {reference.what}"
    if not defined:
        yield "  Sitä ei ole enää määritelty missään."
    if not used:
        yield "  Siihen ei viitata missään."


def definitions(typed: Typed) -> Iterator[Reference]:
    """Where each id is defined, of every kind that is referred to, and each page."""
    for page in typed.texts:
        yield Reference("sivu", page, f"docs/{page}", 1, "sivu itse")
    for name, document in typed.documents.items():
        for register in FILE[name].registers:
            if not register.called:
                continue
            for value, place in register.ids(document):
                what = f"määritelty tässä ({register.key})"
                row, record = document.row(place), record_at(place)
                yield Reference(register.kind, value, document.file, row, what, record=record)
            for whole, value, place in register.part_ids(document):
                if register.parts:
                    row, what = document.row(place), f"määritelty tässä{document.record(place[:-2])}"
                    yield Reference(register.parts.kind, value, document.file, row, what, within=whole)


def _by_thing(found: Iterable[Reference]) -> dict[_Thing, list[Reference]]:
    """The references by what they mean; a record that is of several kinds stands once."""
    things: dict[_Thing, dict[tuple[str, int, str], Reference]] = {}
    for reference in found:
        place = (reference.file, reference.row, reference.what)
        things.setdefault(_thing(reference), {}).setdefault(place, reference)
    return {thing: list(places.values()) for thing, places in things.items()}


def dangling(typed: Typed) -> list[Reference]:
    """The references to records and pages that do not exist, those on pages of removed services left out."""
    return [
        reference
        for reference in typed.references(with_removed=False)
        if unknown_id(reference.kind, reference.value, typed.known)
    ]


def with_other_places(problems: Iterable[Problem], typed: Typed) -> list[Problem]:
    """The problems, the first about each broken reference with the other places of the same thing.

    GitHub shows at most ten problems beside their rows: the first one must be enough to find the others.
    """
    groups: dict[_Thing, list[Reference]] = {}
    for page, reference in typed.removed.items():
        groups[_Thing("palvelu", reference.value)] = [reference]
        groups[_Thing("sivu", page)] = groups[_Thing("palvelu", reference.value)]
    for reference in dangling(typed):
        groups.setdefault(_thing(reference), []).append(reference)
    hints: dict[tuple[str, int], dict[str, str]] = {}
    for group in {id(found): found for found in groups.values()}.values():
        first, *others = sorted(group, key=lambda reference: (reference.file, reference.row))
        others = [other for other in others if (other.file, other.row) != (first.file, first.row)]
        if others:
            name = first.value.rpartition("/")[2]
            hints.setdefault((first.file, first.row), {})[name] = f"Muut kohdat: {listed(others)}."
    return [_with_hint(problem, hints.get((problem.file, problem.line), {})) for problem in problems]


def _with_hint(problem: Problem, hints: Mapping[str, str]) -> Problem:
    for name, hint in hints.items():
        words = problem.message.replace("/", " ").rstrip(".").replace(",", "").split()
        if name in words and "(" not in problem.message:
            return replace(problem, hint=f"{problem.hint} {hint}".strip())
    return problem
