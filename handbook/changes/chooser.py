"""What changes in the rules of the service chooser: cell by cell, and for how many sets of answers."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping

from handbook.changes.words import before_and_now, listed, plain, quoted
from handbook.chooser.model import Kriteeri, Kysely, Kysymys, Valinta
from handbook.chooser.report import number
from handbook.chooser.rules import LEVEL_NAMES, Chooser, Taso
from handbook.content.whole import Kasikirja

# A question of an outcome → its criterion, and the other questions of its group.
_Criteria = Mapping[str, tuple[Kriteeri, frozenset[str]]]


def chooser_changes(before: Kasikirja, now: Kasikirja) -> list[str]:
    """The rows of Markdown that tell what changes in the questions and the rules; none if nothing does."""
    rows = list(_questions(before.kysely, now.kysely))
    old, new = before.chooser, now.chooser
    names = {outcome.id: outcome.nimi for kirja in (before, now) for outcome in kirja.valittavat}
    comparable = _choices(old) == _choices(new)
    order = [outcome for outcome in old.palvelut if outcome in new.palvelut]
    new_order = [outcome for outcome in new.palvelut if outcome in old.palvelut]
    if order != new_order:
        rows.append(
            "- Saman tason tulosten järjestys muuttuu: " + listed(plain(names[o]) for o in new_order) + "."
        )
    for outcome in dict.fromkeys((*new.palvelut, *old.palvelut)):
        found = list(_outcome(outcome, before, now))
        if outcome in new_order and old.palvelut[outcome] != new.palvelut[outcome] and comparable:
            found += _moved_sets(outcome, old, new)
        if found:
            rows += ["", f"### {plain(names[outcome])}", "", *found]
    if any(row.startswith("###") for row in rows) and not comparable:
        rows += ["", "Kysymykset tai vaihtoehdot muuttuvat, joten vastausjoukkojen tuloksia ei verrata."]
    return rows


def _choices(chooser: Chooser) -> dict[str, set[tuple[str, ...]]]:
    return {question: set(chooser.choices(question)) for question in chooser.kysymys}


def _questions(before: Kysely, now: Kysely) -> Iterator[str]:
    for tunnus in dict.fromkeys((*now.kysymys, *before.kysymys)):
        old, new = before.kysymys.get(tunnus), now.kysymys.get(tunnus)
        if new is None and old:
            yield f"- Kysymys {quoted(old.kysymys)} poistuu."
        elif old is None and new:
            options = listed(quoted(option.teksti) for option in new.vaihtoehdot)
            yield f"- Uusi kysymys {quoted(new.kysymys)}: {options}."
        elif old and new:
            yield from _question(old, new)
    for messages, other, what in (
        (now.ristiriidat, before.ristiriidat, "Uusi ristiriita"),
        (before.ristiriidat, now.ristiriidat, "Poistuva ristiriita"),
    ):
        yield from (f"- {what}: {quoted(r.viesti)}" for r in messages if r not in other)


def _question(old: Kysymys, new: Kysymys) -> Iterator[str]:
    name = quoted(new.kysymys)
    if old.kysymys != new.kysymys:
        yield f"- Kysymyksen sanamuoto: {before_and_now(quoted(old.kysymys), name)}."
    if old.monivalinta != new.monivalinta:
        one, many = "yksi vastaus", "useita vastauksia"
        change = before_and_now(*((many, one) if old.monivalinta else (one, many)))
        yield f"- Kysymykseen {name} voi antaa {change}."
    options = {option.id: option for option in old.vaihtoehdot}
    for option in new.vaihtoehdot:
        earlier = options.pop(option.id, None)
        if earlier is None:
            yield f"- Kysymys {name}: uusi vaihtoehto {quoted(option.teksti)}."
        elif earlier.teksti != option.teksti:
            change = before_and_now(quoted(earlier.teksti), quoted(option.teksti))
            yield f"- Kysymys {name}: vaihtoehdon sanamuoto: {change}."
    for earlier in options.values():
        yield f"- Kysymys {name}: vaihtoehto {quoted(earlier.teksti)} poistuu."


def _outcome(outcome: str, before: Kasikirja, now: Kasikirja) -> Iterator[str]:
    old, new = before.chooser.palvelut.get(outcome), now.chooser.palvelut.get(outcome)
    if old is None and new:
        yield "- Uusi valitsimen tulos."
        for tunnus, (criterion, _) in _criteria(new).items():
            yield _whole_criterion("", criterion, now.kysely.kysymys[tunnus])
    elif new is None:
        yield "- Valitsin ei enää ehdota tätä."
    elif old and new:
        if old.enintaan != new.enintaan:
            highest, capped = LEVEL_NAMES[Taso.SUOSITELLAAN], f"enintään {LEVEL_NAMES[Taso.SELVITA]}"
            change = (capped, highest) if old.enintaan else (highest, capped)
            yield f"- Vahvin mahdollinen tulos: {before_and_now(*change)}"
        yield from _criteria_changes(_criteria(old), _criteria(new), before.kysely, now.kysely)


def _criteria(valinta: Valinta) -> _Criteria:
    return {
        criterion.kysymys: (criterion, frozenset(k.kysymys for k in group) - {criterion.kysymys})
        for group in valinta.ryhmat
        for criterion in group
    }


def _criteria_changes(old: _Criteria, new: _Criteria, before: Kysely, now: Kysely) -> Iterator[str]:
    for tunnus in dict.fromkeys((*new, *old)):
        question = now.kysymys.get(tunnus) or before.kysymys[tunnus]
        if tunnus not in new:
            yield f"- {quoted(question.kysymys)} ei enää vaikuta tulokseen."
            continue
        criterion, peers = new[tunnus]
        if tunnus not in old:
            yield _whole_criterion("Uusi kriteeri: ", criterion, question)
            continue
        earlier, earlier_peers = old[tunnus]
        if peers != earlier_peers:
            change = before_and_now(_group(earlier_peers, before), _group(peers, now))
            yield f"- {quoted(question.kysymys)}: {change}"
        yield from _cells(earlier, criterion, before.kysymys.get(tunnus), question)


def _group(peers: frozenset[str], kysely: Kysely) -> str:
    """How a criterion counts beside the others of its group."""
    if not peers:
        return "ehdon on täytyttävä"
    others = listed(quoted(kysely.kysymys[tunnus].kysymys) for tunnus in kysely.kysymys if tunnus in peers)
    return f"riittää, että tämä tai jokin näistä täyttyy: {others}"


def _cells(old: Kriteeri, new: Kriteeri, before: Kysymys | None, now: Kysymys) -> Iterator[str]:
    texts = {
        option.id: option.teksti for question in (before, now) if question for option in question.vaihtoehdot
    }
    for option, text in texts.items():
        cell = f"- {quoted(now.kysymys)}, {quoted(text)}:"
        levels = _level(old, option), _level(new, option)
        if levels[0] != levels[1]:
            yield f"{cell} {before_and_now(*levels)}"
        if (option in old.tulkinta) != (option in new.tulkinta):
            words = ("tulkinta", "käsikirja sanoo asian suoraan")
            yield f"{cell} {before_and_now(*(words if option in old.tulkinta else words[::-1]))}"
        if old.huomio.get(option) != new.huomio.get(option):
            yield f"{cell} perustelu {before_and_now(_reason(old, option), _reason(new, option))}"


def _reason(criterion: Kriteeri, option: str) -> str:
    return quoted(criterion.huomio[option]) if option in criterion.huomio else "kysymyksen yleinen perustelu"


def _whole_criterion(start: str, criterion: Kriteeri, question: Kysymys) -> str:
    cells = listed(f"{quoted(o.teksti)}: {_level(criterion, o.id)}" for o in question.vaihtoehdot)
    return f"- {start}{quoted(question.kysymys)}: {cells}."


def _level(criterion: Kriteeri, option: str) -> str:
    for words, options in (
        ("sopii", criterion.sopii),
        (LEVEL_NAMES[Taso.SELVITA], criterion.selvita),
        (LEVEL_NAMES[Taso.EI], criterion.ei),
    ):
        if option in options:
            return words
    return "ei vaihtoehtoa"


def _moved_sets(outcome: str, old: Chooser, new: Chooser) -> list[str]:
    """How many of all sets of answers lead to another level than before; both choosers ask the same."""
    counts = {question: len(new.choices(question)) for question in new.kysymys}
    own = tuple(dict.fromkeys((*old.kysymykset[outcome], *new.kysymykset[outcome])))
    weight = math.prod(count for question, count in counts.items() if question not in own)
    moved: Counter[tuple[Taso, Taso]] = Counter()
    for chosen in itertools.product(*map(new.choices, own)):
        answers = dict(zip(own, chosen, strict=True))
        levels = old.outcome(outcome, answers).taso, new.outcome(outcome, answers).taso
        if levels[0] is not levels[1]:
            moved[levels] += weight
    if not moved:
        return ["- Tulos ei muutu millään vastauksilla."]
    ways = "; ".join(
        f"{LEVEL_NAMES[earlier]} → {LEVEL_NAMES[later]} {number(count)}"
        for (earlier, later), count in sorted(moved.items(), reverse=True)
    )
    return [
        f"- **Tulos muuttuu {number(moved.total())} vastausjoukossa** "
        f"(kaikkiaan {number(math.prod(counts.values()))}): {ways}."
    ]
