"""Does what the check's messages advise, as an editor would: content is mended by its messages alone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from editing import Content, walk

from handbook.check import check
from handbook.chooser.model import Kysely
from handbook.chooser.rules import Chooser, Taso, Vastaukset
from handbook.content.services import Palvelut
from handbook.training.exercises import case_answers
from handbook.training.model import Tapaus

SERVICES, QUIZ, CASES, SYNONYMS = "data/services.yml", "data/quiz.yml", "data/cases.yml", "data/synonyms.yml"
UPKEEP, DEMANDS = "data/upkeep.yml", "data/demands.yml"
# The first run tells what an edit lacks, a second what is mended wrong: the next one must find all in order.
# What advice has not mended by then, the messages tell too late.
ROUNDS = 2

Mend = Callable[[Content, re.Match[str]], None]
_ADVICE: list[tuple[re.Pattern[str], Mend]] = []


def follow_advice(content: Content) -> int:
    """Mends the content until nothing is reported, or nothing of which the advice can be followed.

    Returns the number of runs after which something was mended, at most :data:`ROUNDS`.
    """
    for rounds in range(ROUNDS):
        done: set[str] = set()
        for problem in check(content.root).problems:
            for pattern, mend in _ADVICE:
                match = pattern.search(str(problem))
                if match and match[0] not in done:
                    done.add(match[0])
                    mend(content, match)
        if not done:
            return rounds
    return ROUNDS


def _when(pattern: str) -> Callable[[Mend], Mend]:
    def add(mend: Mend) -> Mend:
        _ADVICE.append((re.compile(pattern), mend))
        return mend

    return add


def _chooser(content: Content) -> Chooser:
    kysely = Kysely.model_validate(content.data(QUIZ))
    palvelut = Palvelut.model_validate(content.data(SERVICES))
    ordered = sorted(palvelut.choices(), key=lambda choice: choice.valinta.jarjestys)
    return Chooser(kysely, {choice.id: choice.valinta for choice in ordered})


def _case(content: Content, name: str) -> int:
    return [case["id"] for case in content.data(CASES, ("tapaukset",))].index(name)


def _expected(chooser: Chooser, answers: Vastaukset) -> dict[str, list[str]]:
    """What the rules give, as a case expects it; at least nothing recommended."""
    found: dict[str, list[str]] = {"suositellaan": [], "selvita": []}
    for outcome in chooser.evaluate(answers):
        if outcome.taso is not Taso.EI:
            found[outcome.taso.name.lower()].append(outcome.palvelu)
    return {name: ids for name, ids in found.items() if ids or name == "suositellaan"}


def _answers(chooser: Chooser, palvelu: str = "", field: str = "suositellaan") -> dict[str, Any]:
    """Answers and expectation of a client to whom the rules recommend something.

    With ``palvelu``, one for whom that outcome is in the expectation's ``field``: whose answers mostly speak
    for it, since of any answers few lead there.
    """
    rng = random.Random(0)
    good = (
        {k.kysymys: k.sopii for ryhma in chooser.palvelut[palvelu].ryhmat for k in ryhma} if palvelu else {}
    )
    for _ in range(20_000):
        answers: dict[str, tuple[str, ...]] = {}
        while (asked := chooser.asked(answers)[-1]) not in answers:
            choices = chooser.choices(asked)
            fitting = [choice for choice in choices if set(choice) & set(good.get(asked, ()))]
            answers[asked] = rng.choice(fitting if fitting and rng.random() < 0.8 else choices)
        expected = _expected(chooser, answers)
        reached = not palvelu or palvelu in expected.get(field, ())
        if expected["suositellaan"] and reached and not chooser.contradictions(answers):
            return {"vastaukset": {q: list(a) for q, a in answers.items()}, "odotus": expected}
    raise AssertionError("no answers lead there")


@_when(r"^data/cases\.yml rivi \d+: Tuntematon palvelu ([\w-]+)\.")
def _(content: Content, match: re.Match[str]) -> None:
    for case in content.data(CASES, ("tapaukset",)):
        if any(match[1] in expected for expected in case["odotus"].values()):
            _expect(content, case["id"])


@_when(r"Odotus \w+ ei vastaa sääntöjä \(tapaukset: ([\w-]+)\)")
def _(content: Content, match: re.Match[str]) -> None:
    _expect(content, match[1])


def _expect(content: Content, case: str) -> None:
    place = ("tapaukset", _case(content, case))
    chooser = _chooser(content)
    answers = case_answers(chooser, Tapaus.model_validate(content.data(CASES, place)))
    expected = _expected(chooser, answers)
    if not expected["suositellaan"]:
        other = _answers(chooser)
        content.set(CASES, (*place, "vastaukset"), other["vastaukset"])
        expected = other["odotus"]
    content.set(CASES, (*place, "odotus"), expected)


@_when(r"Yksikään tapaus ei johda palveluun ([\w-]+)\. → .*odotus on (\w+):")
def _(content: Content, match: re.Match[str]) -> None:
    case = _answers(_chooser(content), match[1], match[2])
    name = f"tapaus-{match[1]}-{len(content.data(CASES, ('tapaukset',)))}"
    text = {"id": name, "otsikko": "Lisätty tapaus", "kuvaus": "Asiakas on keksitty."}
    content.add(CASES, ("tapaukset",), {**text, **case})


@_when(r"\(tapaukset: ([\w-]+)\)\. → Lisää rivi ([\w-]+): \[([\w-]+)\]")
def _(content: Content, match: re.Match[str]) -> None:
    place = ("tapaukset", _case(content, match[1]), "vastaukset")
    content.field(CASES, place, match[2], [match[3]])


@_when(r"Vastaus kysymykseen ([\w-]+) on turha.*\(tapaukset: ([\w-]+)\)")
def _(content: Content, match: re.Match[str]) -> None:
    content.remove(CASES, ("tapaukset", _case(content, match[2]), "vastaukset", match[1]))


@_when(r"^data/cases\.yml rivi \d+: Tuntematon kysymys ([\w-]+)\.")
def _(content: Content, match: re.Match[str]) -> None:
    for i, case in enumerate(content.data(CASES, ("tapaukset",))):
        if match[1] in case["vastaukset"]:
            content.remove(CASES, ("tapaukset", i, "vastaukset", match[1]))


@_when(r"^data/quiz\.yml rivi \d+: Tuntematon kysymys ([\w-]+)\.")
def _(content: Content, match: re.Match[str]) -> None:
    _without_contradictions(content, match[1])


@_when(r"^data/demands\.yml rivi \d+: Tuntematon (?:kysymys|palvelu) ([\w-]+)\.")
def _(content: Content, match: re.Match[str]) -> None:
    for i, demand in reversed(list(enumerate(content.data(DEMANDS, ("vaatimukset",))))):
        asked = [*demand.get("kun", ()), *demand.get("kun_ei", ()), *demand.values()]
        if match[1] in [value for value in asked if isinstance(value, str)]:
            content.remove(DEMANDS, ("vaatimukset", i))


@_when(r"Tuntematon vaihtoehto ([\w-]+), kysymys ([\w-]+) \(vaatimukset: ([\w-]+)\)")
def _(content: Content, match: re.Match[str]) -> None:
    """The demand is without the option; one that was about it alone goes."""
    option, question, name = match.groups()
    demands = content.data(DEMANDS, ("vaatimukset",))
    i = [demand["id"] for demand in demands].index(name)
    for field in ("kun", "kun_ei"):
        kept = [other for other in demands[i].get(field, {}).get(question, ()) if other != option]
        if option in demands[i].get(field, {}).get(question, ()) and kept:
            content.set(DEMANDS, ("vaatimukset", i, field, question), kept)
        elif option in demands[i].get(field, {}).get(question, ()):
            content.remove(DEMANDS, ("vaatimukset", i))
            return


@_when(r"Tuntematon vaihtoehto ([\w-]+), kysymys ([\w-]+) \(tapaukset: ([\w-]+)\)")
def _(content: Content, match: re.Match[str]) -> None:
    """The client answers otherwise: with the first option that there is."""
    place = ("tapaukset", _case(content, match[3]), "vastaukset", match[2])
    kept = [option for option in content.data(CASES, place) if option != match[1]]
    content.set(CASES, place, kept or list(_chooser(content).choices(match[2])[0]))


@_when(r"Vastaukset eivät sovi yhteen \(tapaukset: ([\w-]+)\)")
def _(content: Content, match: re.Match[str]) -> None:
    place = ("tapaukset", _case(content, match[1]))
    for name, value in _answers(_chooser(content)).items():
        content.set(CASES, (*place, name), value)


@_when(r"rivi \d+: Tuntematon vaihtoehto ([\w-]+), kysymys ([\w-]+) \((?:palvelut|ensiaskel): ")
def _(content: Content, match: re.Match[str]) -> None:
    for place, part in walk(content.data(SERVICES)):
        if isinstance(part, dict) and part.get("kysymys") == match[2]:
            for name in ("sopii", "selvita", "ei", "tulkinta"):
                if match[1] in part.get(name, ()):
                    content.set(SERVICES, (*place, name), [o for o in part[name] if o != match[1]])
            if match[1] in part.get("huomio", {}):
                content.remove(SERVICES, (*place, "huomio", match[1]))


@_when(r"Tuntematon vaihtoehto ([\w-]+), kysymys ([\w-]+) \(ristiriidat\)")
def _(content: Content, match: re.Match[str]) -> None:
    for i, contradiction in reversed(list(enumerate(content.data(QUIZ, ("ristiriidat",))))):
        if match[1] in contradiction["jos"].get(match[2], ()):
            content.remove(QUIZ, ("ristiriidat", i))


@_when(r"Kysymystä ([\w-]+) ei käytetä .* tai poista kysymys")
def _(content: Content, match: re.Match[str]) -> None:
    ids = [question["id"] for question in content.data(QUIZ, ("kysymykset",))]
    content.remove(QUIZ, ("kysymykset", ids.index(match[1])))
    _without_contradictions(content, match[1])


def _without_contradictions(content: Content, question: str) -> None:
    for i, contradiction in reversed(list(enumerate(content.data(QUIZ).get("ristiriidat", [])))):
        if question in contradiction["jos"]:
            content.remove(QUIZ, ("ristiriidat", i))


@_when(r"Käsikirja ei käytä (?:sanaa|peräkkäin sanoja) (.+)\. → ")
def _(content: Content, match: re.Match[str]) -> None:
    words = [synonym["sana"] for synonym in content.data(SYNONYMS, ("synonyymit",))]
    content.remove(SYNONYMS, ("synonyymit", words.index(match[1])))


@_when(r"Käsikirjassa ei ole linkkiä osoitteeseen (\S+)\. → .* poista poikkeus")
def _(content: Content, match: re.Match[str]) -> None:
    exceptions = content.data(UPKEEP, ("linkkipoikkeukset",))
    kept = [exception for exception in exceptions if exception["osoite"] != match[1]]
    content.set(UPKEEP, ("linkkipoikkeukset",), kept)


@_when(r"Väittämää (\w+) ei kerrota millään sivulla")
def _(content: Content, match: re.Match[str]) -> None:
    _tell(content, "docs/tietoa.md", match[1])


@_when(r"Sivu (\S+\.md) ei kerro väittämää (\w+) ")
def _(content: Content, match: re.Match[str]) -> None:
    _tell(content, f"docs/{match[1]}", match[2])


def _tell(content: Content, page: str, fact: str) -> None:
    told = content.data(page).get("perusta") or []
    content.field(page, (), "perusta", list(dict.fromkeys([*told, fact])))


@_when(r"→ Lisää (?:viite|sivulle|.* tai sivulle)? ?(\{\{ (?:lahde|kuva|tarkistettava)\(.*\) \}\})\.")
def _(content: Content, match: re.Match[str]) -> None:
    content.append("docs/tietoa.md", match[1] if "lahde" not in match[1] else f"Lähde.{match[1]}")
