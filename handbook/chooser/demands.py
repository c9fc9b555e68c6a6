"""Whether the rules of the chooser do what the source demands, over every set of answers.

A demand (``data/demands.yml``) stands for facts of the source, whatever the criteria are. Where a criterion
breaks one, the criterion is at fault and the problem is reported there; a demand that says nothing is
reported where it stands.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from handbook.chooser.checks import Choice, unknown_options
from handbook.chooser.model import VAADITAAN, Kriteeri, Kysely, Vaatimukset, Vaatimus, Valinta
from handbook.chooser.rules import LEVEL_NAMES, Chooser, Taso, Tulos, Vastaukset
from handbook.reading.problems import Problem, twice
from handbook.reading.yaml_text import Document, Location

# The list of a criterion that gives each level.
_LISTS: Mapping[Taso, str] = {Taso.SUOSITELLAAN: "sopii", Taso.SELVITA: "selvita", Taso.EI: "ei"}


def demand_problems(
    vaatimukset: Vaatimukset,
    chooser: Chooser,
    choices: Iterable[Choice],
    demands: Document,
    services: Document,
) -> Iterator[Problem]:
    """Demands that the rules break, and demands that demand nothing.

    ``choices`` are the outcomes of ``chooser`` in the document ``services``; ``vaatimukset`` is the content
    of ``demands``.
    """
    places = {choice.id: choice for choice in choices}
    sound: list[tuple[Hashable, int]] = []
    for i, vaatimus in enumerate(vaatimukset.vaatimukset):
        if vaatimus.tulos not in chooser.palvelut:
            yield demands.problem(
                ("vaatimukset", i, "tulos"),
                f"Valitsin ei ehdota palvelua {vaatimus.tulos} (vaatimukset: {vaatimus.id}).",
                "Lisää sille valitsin tiedostoon data/services.yml, tai poista vaatimus.",
            )
            continue
        if next(concerned(chooser, vaatimus), None) is None:
            yield demands.problem(
                ("vaatimukset", i),
                f"Vaatimus {vaatimus.id} ei koske mitään vastauksia.",
                "Korjaa kentät kun ja kun_ei niin, että jotkin vastaukset sopivat molempiin.",
            )
            continue
        sound.append((_meaning(chooser, vaatimus), i))
        answers = broken_by(chooser, vaatimus)
        if answers is not None:
            yield _broken(vaatimus, chooser, places[vaatimus.tulos], answers, services)
    for _, repeated, first in twice(sound):
        yield demands.problem(
            ("vaatimukset", repeated),
            f"Vaatimus {vaatimukset.vaatimukset[repeated].id} vaatii samaa kuin "
            f"{vaatimukset.vaatimukset[first].id} (rivillä {demands.row(('vaatimukset', first))}).",
            "Poista toinen.",
        )


def concerned(chooser: Chooser, vaatimus: Vaatimus) -> Iterator[Vastaukset]:
    """The sets of answers that a demand is about, to the questions of its outcome and of its conditions.

    A result depends on the questions of the outcome's own criteria alone, so one answer that meets the
    conditions is enough for each of the others.
    """
    own = chooser.kysymykset[vaatimus.tulos]
    questions = [q for q in chooser.kysymys if q in own or q in vaatimus.kun or q in vaatimus.kun_ei]
    choices = [_choices(chooser, vaatimus, q)[: None if q in own else 1] for q in questions]
    return (dict(zip(questions, chosen, strict=True)) for chosen in itertools.product(*choices))


def broken_by(chooser: Chooser, vaatimus: Vaatimus) -> Vastaukset | None:
    """The first set of answers whose result breaks a demand, ``None`` if the demand holds."""
    for answers in concerned(chooser, vaatimus):
        if not _holds(vaatimus, chooser.outcome(vaatimus.tulos, answers)):
            return answers
    return None


def _choices(chooser: Chooser, vaatimus: Vaatimus, question: str) -> tuple[tuple[str, ...], ...]:
    """The answers to one question that meet the conditions of a demand."""
    some, none = vaatimus.kun.get(question), vaatimus.kun_ei.get(question, ())
    return tuple(
        chosen
        for chosen in chooser.choices(question)
        if (some is None or not set(some).isdisjoint(chosen)) and set(none).isdisjoint(chosen)
    )


def _levels(vaatimus: Vaatimus) -> tuple[Taso, Taso]:
    """The lowest and the highest level that a demand allows."""
    if vaatimus.taso:
        return Taso[vaatimus.taso.upper()], Taso[vaatimus.taso.upper()]
    lowest = Taso.SELVITA if vaatimus.vahintaan or vaatimus.kysyy else Taso.EI
    return lowest, Taso.SELVITA if vaatimus.enintaan or vaatimus.kysyy else Taso.SUOSITELLAAN


def _holds(vaatimus: Vaatimus, tulos: Tulos) -> bool:
    lowest, highest = _levels(vaatimus)
    asking = {p.kysymys for p in tulos.perustelut if p.tulkinta >= vaatimus.tulkinta}
    return (
        lowest <= tulos.taso <= highest
        and (vaatimus.kysyy is None or vaatimus.kysyy in asking)
        and not (tulos.taso is Taso.EI and vaatimus.ei_sulje in asking)
        and not (tulos.taso < Taso.SUOSITELLAAN and vaatimus.ei_heikenna in asking)
    )


def _meaning(chooser: Chooser, vaatimus: Vaatimus) -> Hashable:
    """What a demand says, however its conditions are written."""
    return (
        vaatimus.tulos,
        *(getattr(vaatimus, field) for field in (*VAADITAAN, "tulkinta")),
        *(_choices(chooser, vaatimus, question) for question in chooser.kysymys),
    )


def unknown_demand_options(vaatimukset: Vaatimukset, kysely: Kysely, demands: Document) -> Iterator[Problem]:
    """Options in the conditions of demands that the questions do not have."""
    # Of two questions with one id the first counts, as in the chooser's own checks.
    known = {
        kysymys.id: [vaihtoehto.id for vaihtoehto in kysymys.vaihtoehdot]
        for kysymys in reversed(kysely.kysymykset)
    }
    for i, vaatimus in enumerate(vaatimukset.vaatimukset):
        for field, condition in (("kun", vaatimus.kun), ("kun_ei", vaatimus.kun_ei)):
            for question, options in condition.items():
                if question in known:
                    yield from unknown_options(
                        options,
                        known[question],
                        f"kysymys {question} (vaatimukset: {vaatimus.id})",
                        demands,
                        ("vaatimukset", i, field, question),
                    )


class _Fault(NamedTuple):
    """Where the rules of an outcome break a demand, and what to do: ``place`` is within its ``valitsin``."""

    place: Location
    hint: str


def _broken(
    vaatimus: Vaatimus, chooser: Chooser, choice: Choice, answers: Vastaukset, services: Document
) -> Problem:
    """The problem of a demand that ``answers`` break."""
    tulos = chooser.outcome(vaatimus.tulos, answers)
    fault = _fault(vaatimus, chooser, choice.valinta, answers, tulos)
    shown = ", ".join(f"{question}: [{', '.join(chosen)}]" for question, chosen in answers.items())
    return services.problem(
        (*choice.place, *fault.place),
        f"Sääntö rikkoo vaatimusta {vaatimus.id} ({choice.owner}: {choice.id}; "
        f"perusta: {', '.join(vaatimus.perusta)}): ”{vaatimus.lause}” "
        f"Vastauksilla {shown} tulos on ”{LEVEL_NAMES[tulos.taso]}”, {_demanded(vaatimus)}.",
        f"{fault.hint} Vaatimusta (data/demands.yml) muutetaan vain, jos lähde muuttuu.",
    )


def _demanded(vaatimus: Vaatimus) -> str:
    """What a demand asks for, as the end of a sentence about the result that breaks it."""
    lowest, highest = (LEVEL_NAMES[level] for level in _levels(vaatimus))
    if vaatimus.taso:
        return f"mutta sen pitää olla ”{lowest}”"
    if vaatimus.enintaan:
        return f"mutta se saa olla enintään ”{highest}”"
    if vaatimus.vahintaan:
        return f"mutta sen pitää olla vähintään ”{lowest}”"
    if vaatimus.kysyy:
        as_what = "tulkintana " if vaatimus.tulkinta else ""
        return f"mutta kysymyksen {vaatimus.kysyy} pitää {as_what}olla syynä tulokseen ”{lowest}”"
    return f"eikä kysymys {vaatimus.ei_sulje or vaatimus.ei_heikenna} saa olla siihen syynä"


def _fault(
    vaatimus: Vaatimus, chooser: Chooser, valinta: Valinta, answers: Vastaukset, tulos: Tulos
) -> _Fault:
    """What gives the result: the criterion that decides, the cap, or a criterion that is not there."""
    lowest, highest = _levels(vaatimus)
    questions = chooser.kysymykset[vaatimus.tulos]
    named = vaatimus.kysyy or vaatimus.ei_sulje or vaatimus.ei_heikenna
    if tulos.taso < lowest:
        question, wanted = tulos.perustelut[0].kysymys, lowest
        deciding = chooser.criterion(vaatimus.tulos, question)
        if not set(deciding.sopii).isdisjoint(answers[question]):
            return _Fault(("enintaan",), "Poista kenttä enintaan.")
    else:
        wanted = highest if tulos.taso > highest else Taso.SELVITA if vaatimus.ei_sulje else highest
        conditions = [named] if named else [*vaatimus.kun, *vaatimus.kun_ei]
        here = [question for question in conditions if question in questions]
        if not here:
            return _Fault((), _missing(conditions))
        question = here[0]
    criterion = chooser.criterion(vaatimus.tulos, question)
    return _Fault(_place(valinta, question), _move(criterion, answers[question], wanted, vaatimus))


def _missing(conditions: list[str]) -> str:
    """The hint for a demand whose questions no criterion looks at."""
    if not conditions:
        return "Lisää valitsimeen enintaan: selvita tai muuta kriteerejä."
    return f"Lisää valitsimeen kriteeri, jossa on kysymys {conditions[0]}."


def _place(valinta: Valinta, question: str) -> Location:
    """The place of the criterion that looks at ``question``, within the outcome's ``valitsin``."""
    return next(
        ("kriteerit", i, "jokin", j, "kysymys") if len(ryhma) > 1 else ("kriteerit", i, "kysymys")
        for i, ryhma in enumerate(valinta.ryhmat)
        for j, kriteeri in enumerate(ryhma)
        if kriteeri.kysymys == question
    )


def _move(criterion: Kriteeri, chosen: Iterable[str], wanted: Taso, vaatimus: Vaatimus) -> str:
    """The hint on how a criterion comes to give the level that is wanted of an answer."""
    level = {option: taso for taso, field in _LISTS.items() for option in getattr(criterion, field)}
    above = [option for option in chosen if level[option] > wanted]
    best = max(level[option] for option in chosen)
    into = _LISTS[wanted]
    if above:
        moved = " ja ".join(above)
        into += " tai ei" if vaatimus.enintaan else ""
    elif best < wanted:  # of several chosen options the best one counts
        moved = " tai ".join(option for option in chosen if level[option] == best)
        into += " tai sopii" if wanted is Taso.SELVITA and vaatimus.kysyy != criterion.kysymys else ""
    elif vaatimus.tulkinta:
        return f"Lisää {' tai '.join(chosen)} luetteloon tulkinta (kysymys {criterion.kysymys})."
    else:
        return f"Muuta valitsimen muita kriteerejä kuin kysymystä {criterion.kysymys}."
    return f"Siirrä {moved} luetteloon {into} (kysymys {criterion.kysymys})."
