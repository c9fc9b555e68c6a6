"""Ordinary edits, as editors make them, in any valid content: each finds its place by shape, never by name.

An edit either leaves the content sound, or the check tells what is missing. Where the check says how to mend
it, :mod:`advised` does what it says, so that an edit of several files is done as an editor would do it.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advised import follow_advice
from builds import ROOT, project
from editing import Content, walk

from handbook.check import check
from handbook.content.checks import PERMANENT_PAGES
from handbook.reading.yaml_text import Location

SERVICES, QUIZ, CASES = "data/services.yml", "data/quiz.yml", "data/cases.yml"
FACTS, SOURCES, TERMS, REVIEWS = "data/facts.yml", "data/sources.yml", "data/glossary.yml", "data/reviews.yml"
FIGURES, KNOWLEDGE, PATHS = "data/pathways.yml", "data/knowledge.yml", "data/paths.yml"
SYNONYMS, MENU = "data/synonyms.yml", "mkdocs.yml"
DEMANDS, QUERIES = "data/demands.yml", "data/queries.yml"
DATA = (
    *(SERVICES, QUIZ, CASES, FACTS, SOURCES, TERMS, REVIEWS, FIGURES, KNOWLEDGE, PATHS, SYNONYMS),
    *(DEMANDS, QUERIES),
)
LONG = "pitkäyhdyssana" * 4 + "loppu"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

# Makes the edit; gives the messages that must come of it, as patterns, one of each. None: all is well.
Make = Callable[[Content], Sequence[str] | None]


@dataclass(frozen=True)
class Edit:
    """An edit. ``together`` says that it can stand beside the other edits of which nothing is told."""

    name: str
    make: Make
    together: bool = True


EDITS: list[Edit] = []


def edit(name: str, *, together: bool = True) -> Callable[[Make], Make]:
    def add(make: Make) -> Make:
        EDITS.append(Edit(name, make, together))
        return make

    return add


def apply(content: Content, wanted: Edit) -> list[str]:
    """Makes an edit and what the check advises; returns the messages that must be left, as patterns."""
    expected = wanted.make(content)
    if expected is None:
        follow_advice(content)
    return list(expected or ())


def edited_project(folder: Path) -> Path:
    """A copy of the handbook with all edits that leave it sound and can stand together."""
    content = Content(project(folder, ROOT))
    for wanted in EDITS:
        if wanted.together:
            apply(content, wanted)
            problems = [str(problem) for problem in check(content.root).problems]
            assert not problems, (wanted.name, problems)
    return folder


# Finding places by shape


def services(content: Content) -> Iterator[tuple[int, dict[str, Any]]]:
    """The services that have a page of their own, with their positions in the list."""
    for i, record in enumerate(content.data(SERVICES, ("palvelut",))):
        if record["tyyppi"] == "palvelu":
            yield i, record


def service_page(record: dict[str, Any]) -> str:
    return f"docs/palvelut/{record['id']}.md"


def plain_pages(content: Content) -> list[str]:
    """The pages that are neither a service's nor one that every handbook has."""
    taken = {service_page(record) for _, record in services(content)}
    taken |= {f"docs/{page}" for page in PERMANENT_PAGES}
    return [page for page in content.pages() if page not in taken and not page.endswith("/index.md")]


def prose_page(content: Content) -> str:
    """A page for a paragraph more."""
    return (plain_pages(content) or ["docs/tietoa.md"])[0]


def longest_menu(content: Content) -> Location:
    """The longest list of pages in the menu."""
    lists = [place for place, part in walk(content.data(MENU, ("nav",)), ("nav",)) if isinstance(part, list)]
    return max(lists, key=lambda place: len(content.data(MENU, place)))


def in_menu(content: Content, page: str) -> Location:
    """Where the menu leads to a page."""
    menu = content.data(MENU, ("nav",))
    return next(place for place, part in walk(menu, ("nav",)) if part == page.removeprefix("docs/"))


def criteria(content: Content, question: str | None = None) -> list[Location]:
    """The criteria of all outcomes, or those that look at one question."""
    return [
        place
        for place, part in walk(content.data(SERVICES))
        if isinstance(part, dict) and "kysymys" in part and question in (None, part["kysymys"])
    ][::-1]


def a_fact(content: Content) -> str:
    return str(content.data(FACTS, ("faktat", 0, "id")))


def told_fact(content: Content, page: str) -> str:
    """A fact that a page tells in its front matter; the first of all if there is none there yet."""
    told = content.data(page).get("perusta") or []
    if not told:
        content.field(page, (), "perusta", [a_fact(content)])
    return str((told or [a_fact(content)])[0])


def copied(content: Content, file: str, place: Location, **changed: Any) -> None:
    """A copy of the first record of a list at its end, with other values in some fields."""
    content.add(file, place, {**content.data(file, (*place, 0)), **changed})


def removed(content: Content, file: str, matches: Callable[[Location, Any], bool]) -> None:
    """Removes every part of a file that ``matches``, and the lists that this empties."""
    while place := next((at for at, part in walk(content.data(file)) if at and matches(at, part)), None):
        content.remove(file, place)


def missing(content: Content, file: str, place: Location, message: str) -> str:
    """The pattern of a message on the row of a place."""
    return rf"{re.escape(file)} rivi {content.row(file, place)}: {message}.* → .+"


def replaced_in_pages(content: Content, pattern: str, by: str | Callable[[re.Match[str]], str]) -> None:
    for page in content.pages():
        text = content.text(page)
        changed = re.sub(pattern, by, text, flags=re.MULTILINE)
        if changed != text:
            content.write(page, changed)


# Services


@edit("hinta palvelulle, josta ei kerrottu")
def _(content: Content) -> None:
    silent = [i for i, record in services(content) if record["maksu"] == "ei-kerrota"]
    i = (silent or [next(services(content))[0]])[0]
    fact = content.data(SERVICES, ("palvelut", i, "lyhyesti", 0, "perusta", 0))
    price = {"lyhyesti": "12 euroa", "teksti": "Käynti maksaa 12 euroa.", "perusta": [fact]}
    content.set(SERVICES, ("palvelut", i, "maksu"), price)


@edit("palvelu nimetty uudelleen")
def _(content: Content) -> None:
    i, record = next(services(content))
    content.set(SERVICES, ("palvelut", i, "nimi"), f"{record['nimi']} ja tuki")


def add_service(content: Content, name: str, **changed: Any) -> None:
    """A service with all that it needs: its record, page, row in the map and place in the menu."""
    orders = [int(part) for place, part in walk(content.data(SERVICES)) if place and place[-1] == "jarjestys"]
    i, record = next(services(content))
    record = {**record, "id": name, "nimi": name.replace("-", " ").capitalize(), **changed}
    record["valitsin"] = {**record["valitsin"], "jarjestys": str(max(orders) + 1)}
    content.insert(SERVICES, ("palvelut", i), record)
    content.write(
        service_page(record),
        f'---\ndescription: "{record["nimi"]}: kenelle palvelu on."\n---\n\n'
        f'# {record["nimi"]}\n\n{{{{ palvelun_tiedot("{name}") }}}}\n',
    )
    content.add(FIGURES, ("kartta",), {"palvelu": name, "perusta": [a_fact(content)]})
    content.add(MENU, longest_menu(content), f"palvelut/{name}.md")


@edit("palvelu lisätty")
def _(content: Content) -> None:
    add_service(content, "uusi-palvelu")


@edit("palvelu jaettu kahdeksi")
def _(content: Content) -> None:
    parts = {i: len(record["ammattilainen_tekee"]) for i, record in services(content)}
    i = max(parts, key=lambda i: parts[i])
    steps = content.data(SERVICES, ("palvelut", i, "ammattilainen_tekee"))
    half = len(steps) // 2
    add_service(content, "jaettu-palvelu", ammattilainen_tekee=steps[half:])
    [(i, _)] = [(i, r) for i, r in services(content) if r["ammattilainen_tekee"] == steps and r["id"] != "x"][
        :1
    ]
    for j in reversed(range(half, len(steps)) if half else ()):
        content.remove(SERVICES, ("palvelut", i, "ammattilainen_tekee", j))


@edit("palvelu poistettu vain tiedoista", together=False)
def _(content: Content) -> list[str]:
    i, record = next(services(content))
    content.remove(SERVICES, ("palvelut", i))
    name = record["id"]
    told = [
        missing(content, file, place, rf"Tuntematon palvelu {name}")
        for file in (SERVICES, FIGURES, DEMANDS)
        for place, part in walk(content.data(file))
        if part == name and place[-1] in ("palvelu", "ohjaa", "tulos")
    ]
    # And all that goes with it: its page, links to it, its row in the menu, and what only it told.
    return [
        *told,
        rf"docs/palvelut/{name}\.md rivi \d+: Sivu kuvaa palvelua {name}, jota ei ole\. → .+",
        rf"ANY .*\b{name}\b.* → .+",
        r"ANY data/quiz\.yml rivi \d+: Kysymystä .* → .+",
        r"ANY data/\w+\.yml rivi \d+: \w+ \S+ ei (?:kerrota|viitata|näytetä|ole merkitty) .* → .+",
        r"ANY data/cases\.yml rivi \d+: Vastaus kysymykseen .* on turha.* → .+",
    ]


@edit("palvelu poistettu kaikkialta", together=False)
def _(content: Content) -> None:
    if len(list(services(content))) == 1:
        add_service(content, "poistuva-palvelu")
        follow_advice(content)
    texts = "\n".join(content.text(page) for page in content.pages())
    texts += "\n".join(content.text(file) for file in DATA)
    # The one that the fewest places lead to.
    i, record = min(services(content), key=lambda pair: texts.count(f"{pair[1]['id']}.md"))
    remove_service(content, i, record)


def remove_service(content: Content, i: int, record: dict[str, Any]) -> None:
    page, name = f"palvelut/{record['id']}.md", record["id"]
    instead = prose_page(content).removeprefix("docs/")
    content.remove(SERVICES, ("palvelut", i))
    (content.root / "docs" / page).unlink()
    content.remove(MENU, in_menu(content, page))
    removed(content, FIGURES, lambda at, part: at[0] == "kartta" and part == name and at[-1] == "palvelu")
    for j, row in reversed(list(enumerate(content.data(FIGURES, ("kartta",))))):
        if "palvelu" not in row:
            content.remove(FIGURES, ("kartta", j))
    removed(content, FIGURES, lambda at, part: part == name and at[-1] == "palvelu")
    removed(content, SERVICES, lambda at, part: part == name and at[-1] == "ohjaa")
    for j, demand in reversed(list(enumerate(content.data(DEMANDS, ("vaatimukset",))))):
        if demand["tulos"] == name:
            content.remove(DEMANDS, ("vaatimukset", j))
    replaced_in_queries(content, page, instead)
    for file in (SERVICES, PATHS):
        for at, part in list(walk(content.data(file))):
            if part == page and at[-1] == "sivu":
                content.set(file, at, instead)
    for at, part in list(walk(content.data(KNOWLEDGE))):
        if part == page:
            content.remove(KNOWLEDGE, at[:2])
    replaced_in_pages(content, r"\[([^\]]*)\]\([^)]*\b" + re.escape(f"{name}.md") + r"[^)]*\)", r"\1")
    replaced_in_pages(content, rf'^\{{\{{ *palvelukortti\("{name}"\) *\}}\}}\n', "")


def replaced_in_queries(content: Content, page: str, instead: str) -> None:
    for at, part in list(walk(content.data(QUERIES))):
        if isinstance(part, list) and at[-1] == "sivut" and page in part:
            content.set(QUERIES, at, list(dict.fromkeys(instead if p == page else p for p in part)))


# The chooser


def some_question(content: Content) -> int:
    """The first question with three options."""
    questions = content.data(QUIZ, ("kysymykset",))
    return next((i for i, question in enumerate(questions) if len(question["vaihtoehdot"]) >= 3), 0)


def add_option(content: Content, name: str) -> str:
    """An option to a question alone; returns the question's id."""
    i = some_question(content)
    question = content.data(QUIZ, ("kysymykset", i))
    option = {"id": name, "teksti": "Muu vaihtoehto", "lause": "asiakas vastasi toisin"}
    if question.get("monivalinta") == "true":
        option["lause_ei"] = "asiakas ei vastannut toisin"
    content.insert(QUIZ, ("kysymykset", i, "vaihtoehdot", 0), option)
    return str(question["id"])


@edit("vaihtoehto lisätty vain kysymykseen", together=False)
def _(content: Content) -> list[str]:
    question = add_option(content, "uusi-vaihtoehto")
    return [
        missing(content, SERVICES, (*place, "kysymys"), "Kriteeri ei ota kantaa vaihtoehtoon uusi-vaihtoehto")
        for place in criteria(content, question)
    ]


@edit("vaihtoehto lisätty kysymykseen ja kriteereihin")
def _(content: Content) -> None:
    question = add_option(content, "uusi-vaihtoehto")
    find_out_first(content, question, "uusi-vaihtoehto")


def find_out_first(content: Content, question: str, option: str) -> None:
    """The option in every criterion of the question: something is to be found out, and what it is."""
    for place in criteria(content, question):
        chosen = content.data(SERVICES, (*place, "selvita"))
        content.set(SERVICES, (*place, "selvita"), [*chosen, option])
        notes = content.data(SERVICES, place).get("huomio", {})
        content.field(SERVICES, place, "huomio", {**notes, option: "mitä asiakas tarkoittaa"})


@edit("vaihtoehto poistettu kaikkialta", together=False)
def _(content: Content) -> None:
    if not (spare := sparable(content)):
        question = add_option(content, "poistuva")
        find_out_first(content, question, "poistuva")
        follow_advice(content)
        spare = [("kysymykset", some_question(content), "vaihtoehdot", 0)]
    content.remove(QUIZ, spare[0])


def sparable(content: Content) -> list[Location]:
    """The options that no list of a criterion has alone."""
    return [
        ("kysymykset", i, "vaihtoehdot", j)
        for i, question in enumerate(content.data(QUIZ, ("kysymykset",)))
        for j, option in enumerate(question["vaihtoehdot"])
        if option.get("avoin") != "true" and len(question["vaihtoehdot"]) > 2
        if all(
            content.data(SERVICES, (*place, name)) != [option["id"]]
            for place in criteria(content, question["id"])
            for name in ("sopii", "selvita", "ei")
        )
    ]


@edit("vaihtoehto sanottu toisin")
def _(content: Content) -> None:
    place = ("kysymykset", some_question(content), "vaihtoehdot", 0, "teksti")
    content.set(QUIZ, place, f"{content.data(QUIZ, place)} nyt")


def add_question(content: Content, name: str) -> None:
    content.add(
        QUIZ,
        ("kysymykset",),
        {
            "id": name,
            "kysymys": "Haluaako asiakas palvelun?",
            "miksi": "Palvelu on vapaaehtoinen.",
            "selvita": "haluaako asiakas palvelun",
            "vaihtoehdot": [
                {"id": "kylla", "teksti": "Kyllä", "lause": "asiakas haluaa palvelun"},
                {"id": "ei", "teksti": "Ei", "lause": "asiakas ei halua palvelua"},
                {"id": "ei-tiedossa", "avoin": "true", "teksti": "En tiedä", "lause": "halu ei ole tiedossa"},
            ],
        },
    )
    # Of a service that the source has no demands on yet.
    add_service(content, f"palvelu-{name}")
    [i] = [i for i, record in services(content) if record["id"] == f"palvelu-{name}"]
    content.add(
        SERVICES,
        ("palvelut", i, "valitsin", "kriteerit"),
        {"kysymys": name, "sopii": ["kylla"], "selvita": ["ei-tiedossa"], "ei": ["ei"]}
        | {"perusta": [a_fact(content)]},
    )


@edit("kysymys lisätty")
def _(content: Content) -> None:
    add_question(content, "uusi-kysymys")


@edit("kysymys poistettu", together=False)
def _(content: Content) -> None:
    if not (found := spare_questions(content)):
        add_question(content, "poistuva-kysymys")
        follow_advice(content)
        found = spare_questions(content)
    i, name = found[0]
    content.remove(QUIZ, ("kysymykset", i))
    for place in reversed(criteria(content, name)):
        content.remove(SERVICES, place)
    for j, contradiction in reversed(list(enumerate(content.data(QUIZ).get("ristiriidat", [])))):
        if name in contradiction["jos"]:
            content.remove(QUIZ, ("ristiriidat", j))


def spare_questions(content: Content) -> list[tuple[int, str]]:
    """The questions on which no outcome rests alone, and that stand in no group."""
    return [
        (i, question["id"])
        for i, question in enumerate(content.data(QUIZ, ("kysymykset",)))
        if all(
            place[-2] == "kriteerit" and len(content.data(SERVICES, place[:-1])) > 1
            for place in criteria(content, question["id"])
        )
    ]


# Training


@edit("tapaus lisätty")
def _(content: Content) -> None:
    copied(content, CASES, ("tapaukset",), id="uusi-tapaus", otsikko="Uusi tapaus")


@edit("tapaus poistettu")
def _(content: Content) -> None:
    if len(content.data(CASES, ("tapaukset",))) == 1:
        copied(content, CASES, ("tapaukset",), id="toinen-tapaus")
    content.remove(CASES, ("tapaukset", 0))


@edit("tietotestin kysymys lisätty")
def _(content: Content) -> None:
    copied(content, KNOWLEDGE, ("tietotesti",), id="uusi-tietokysymys", kysymys="Mitä muistat?")


@edit("tietotestin kysymys poistettu")
def _(content: Content) -> None:
    if len(content.data(KNOWLEDGE, ("tietotesti",))) == 1:
        copied(content, KNOWLEDGE, ("tietotesti",), id="toinen-tietokysymys")
    content.remove(KNOWLEDGE, ("tietotesti", 0))


@edit("lukupolun askel lisätty")
def _(content: Content) -> None:
    page = prose_page(content)
    fact = told_fact(content, page)
    steps = content.data(PATHS, ("lukupolut", 0, "sivut"))
    here = page.removeprefix("docs/")
    if here not in [step["sivu"] for step in steps]:
        step = {"sivu": here, "miksi": "Sivu kertoo lisää.", "perusta": [fact]}
        content.add(PATHS, ("lukupolut", 0, "sivut"), step)


@edit("lukupolun askel poistettu")
def _(content: Content) -> None:
    paths = content.data(PATHS, ("lukupolut",))
    i = max(range(len(paths)), key=lambda i: len(paths[i]["sivut"]))
    if len(paths[i]["sivut"]) > 2:
        content.remove(PATHS, ("lukupolut", i, "sivut", 0))


@edit("haku lisätty")
def _(content: Content) -> None:
    found = (at for at, part in walk(content.data(QUERIES)) if isinstance(part, dict) and part.get("sivut"))
    content.add(QUERIES, next(found)[:-1], {"haku": "mistä saa apua", "sivut": ["index.md"]})


@edit("synonyymi lisätty")
def _(content: Content) -> None:
    content.add(SYNONYMS, ("synonyymit", 0, "hakusanat"), "uusi hakusana")


# Figures


def some_steps(content: Content) -> Location:
    """The steps of the first pathway."""
    return next(
        ("kuvat", i, "askeleet")
        for i, figure in enumerate(content.data(FIGURES, ("kuvat",)))
        if figure["muoto"] == "polku"
    )


@edit("polkuun lisätty askel")
def _(content: Content) -> None:
    step = {"otsikko": "Uusi askel", "teksti": "Asiakas kysyy lisää.", "perusta": [a_fact(content)]}
    content.insert(FIGURES, (*some_steps(content), 0), step)


@edit("polkuun lisätty haara")
def _(content: Content) -> None:
    steps = some_steps(content)
    ways = [
        {"ehto": f"Asiakas {verb}", "askeleet": [{"otsikko": "Haara", "perusta": [a_fact(content)]}]}
        for verb in ("haluaa", "ei halua")
    ]
    count = len(content.data(FIGURES, steps))
    i = next((i for i in range(count) if "haarat" not in content.data(FIGURES, (*steps, i))), None)
    if i is None:
        content.add(FIGURES, (*steps, 0, "haarat"), ways[0])
    else:
        content.field(FIGURES, (*steps, i), "haarat", ways)


# Sources, facts, terms and reviews


@edit("lähteen tiedot korjattu")
def _(content: Content) -> None:
    content.set(SOURCES, ("lahteet", 0, "nimi"), "Korjattu nimi")
    content.field(SOURCES, ("lahteet", 0), "osoite", "https://example.org/uusi")
    content.set(SOURCES, ("lahteet", 0, "url_tila"), "vahvistettu")


def add_source(content: Content) -> int:
    number = 1 + max(int(source["numero"]) for source in content.data(SOURCES, ("lahteet",)))
    source = {"numero": str(number), "nimi": "Uusi lähde", "julkaisija": "ei-kerrota", "laji": "Verkkosivu"}
    content.add(SOURCES, ("lahteet",), {**source, "vuosi": "2025", "url_tila": "puuttuu"})
    return number


@edit("lähde lisätty ja siihen viitattu")
def _(content: Content) -> None:
    number = add_source(content)
    content.append(prose_page(content), f"Tästä on tietoa muuallakin.{{{{ lahde({number}) }}}}")


@edit("lähde lisätty, siihen ei viitattu", together=False)
def _(content: Content) -> list[str]:
    number = add_source(content)
    last = len(content.data(SOURCES, ("lahteet",))) - 1
    return [missing(content, SOURCES, ("lahteet", last), f"Lähteeseen {number} ei viitata millään sivulla")]


@edit("lähde poistettu viitteineen")
def _(content: Content) -> None:
    if len(content.data(SOURCES, ("lahteet",))) == 1:
        add_source(content)
    number = content.data(SOURCES, ("lahteet", 0, "numero"))
    content.remove(SOURCES, ("lahteet", 0))
    for file in DATA:
        if file != SOURCES:
            removed(content, file, lambda at, part: part == number and "lahteet" in at[-2:-1])
    for page in content.pages():
        text = content.text(page)
        changed = re.sub(r" ?\{\{ *lahde\(([\d, ]+)\) *\}\}", lambda call: _without(call, number), text)
        if changed != text:
            content.write(page, changed)


def _without(call: re.Match[str], number: str) -> str:
    """A call without one of its sources; nothing if that was the only one."""
    numbers = re.findall(r"\d+", call[1])
    kept = [other for other in numbers if other != number]
    if kept == numbers:
        return call[0]
    return f"{{{{ lahde({', '.join(kept)}) }}}}" if kept else ""


def next_fact(content: Content) -> str:
    """The first id with the first fact's letter that is free."""
    taken = {fact["id"] for fact in content.data(FACTS, ("faktat",))}
    letter = a_fact(content)[0]
    return next(f"{letter}{i}" for i in range(1, 1000) if f"{letter}{i}" not in taken)


@edit("väittämä lisätty ja kerrottu")
def _(content: Content) -> None:
    fact, page = next_fact(content), prose_page(content)
    copied(content, FACTS, ("faktat",), id=fact, teksti="Uusi väittämä kertoo lisää.")
    content.append(page, "Uusi väittämä kertoo lisää.")
    content.field(page, (), "perusta", [*(content.data(page).get("perusta") or []), fact])


@edit("väittämä lisätty, ei kerrottu", together=False)
def _(content: Content) -> list[str]:
    fact = next_fact(content)
    copied(content, FACTS, ("faktat",), id=fact, teksti="Uusi väittämä kertoo lisää.")
    last = len(content.data(FACTS, ("faktat",))) - 1
    return [missing(content, FACTS, ("faktat", last), f"Väittämää {fact} ei kerrota millään sivulla")]


@edit("väittämä poistettu: toinen kertoo saman")
def _(content: Content) -> None:
    facts = content.data(FACTS, ("faktat",))
    if len(facts) == 1:
        copied(content, FACTS, ("faktat",), id=next_fact(content))
        facts = content.data(FACTS, ("faktat",))
    gone, kept = facts[-1], facts[-2]
    if sources := list(dict.fromkeys([*kept.get("lahteet", []), *gone.get("lahteet", [])])):
        content.field(FACTS, ("faktat", len(facts) - 2), "lahteet", sources)
    content.remove(FACTS, ("faktat", len(facts) - 1))
    for file in (*DATA, *content.pages()):
        for place, part in list(walk(content.data(file))):
            if isinstance(part, list) and place[-1] in ("perusta", "koskee") and gone["id"] in part:
                merged = dict.fromkeys(kept["id"] if fact == gone["id"] else fact for fact in part)
                content.set(file, place, list(merged))


@edit("väittämä poistettu vain väittämistä", together=False)
def _(content: Content) -> list[str]:
    texts = [content.text(file) for file in (*DATA, *content.pages())]
    facts = [fact["id"] for fact in content.data(FACTS, ("faktat",))]
    gone = max(facts, key=lambda fact: sum(len(re.findall(rf"\b{fact}\b", text)) for text in texts))
    content.remove(FACTS, ("faktat", facts.index(gone)))
    return [
        missing(content, file, place, f"Tuntematon väittämä {gone}")
        for file in (*DATA, *content.pages())
        for place, part in walk(content.data(file))
        if part == gone and place[-2:-1] and place[-2] in ("perusta", "koskee")
    ]


@edit("termi lisätty")
def _(content: Content) -> None:
    term = {"id": "aaltotermi", "termi": "aaltotermi", "selite": "Uusi termi.", "tuki": "tarkistettava"}
    content.insert(TERMS, ("termit", 0), term)


@edit("termi poistettu")
def _(content: Content) -> None:
    if len(content.data(TERMS, ("termit",))) == 1:
        copied(content, TERMS, ("termit",), id="toinen-termi", termi="toinen termi")
    gone = content.data(TERMS, ("termit", 0))
    content.remove(TERMS, ("termit", 0))
    removed(content, TERMS, lambda at, part: part == gone["id"] and "katso" in at[-2:-1])
    call = rf'\{{\{{ *termi\("{gone["id"]}"(?:, *"([^"]*)")?\) *\}}\}}'
    replaced_in_pages(content, call, lambda found: found[1] or gone["termi"])


@edit("tarkistettava asia lisätty")
def _(content: Content) -> None:
    new = {"id": "uusi-tarkistus", "aihe": "Uusi asia", "syy": "Asiaa ei tiedetä.", "kiireellisyys": "korkea"}
    content.add(REVIEWS, ("tarkistukset",), new)
    content.append(prose_page(content), '{{ tarkistettava("uusi-tarkistus") }}')


@edit("asia vahvistettu: tarkistus ja sen merkit poistettu")
def _(content: Content) -> None:
    if len(content.data(REVIEWS, ("tarkistukset",))) == 1:
        copied(content, REVIEWS, ("tarkistukset",), id="toinen-tarkistus")
    gone = content.data(REVIEWS, ("tarkistukset", 0, "id"))
    content.remove(REVIEWS, ("tarkistukset", 0))
    for file in (SERVICES, FIGURES, TERMS):
        removed(content, file, lambda at, part: part == gone and at[-1] == "tarkistus")
    replaced_in_pages(content, rf'^\{{\{{ *tarkistettava\("{gone}"\) *\}}\}}\n?', "")


@edit("asia vahvistettu: merkit jäivät", together=False)
def _(content: Content) -> list[str]:
    gone = content.data(REVIEWS, ("tarkistukset", 0, "id"))
    copied(content, REVIEWS, ("tarkistukset",), id="jaljelle-jaava")
    content.remove(REVIEWS, ("tarkistukset", 0))
    calls = [
        (page, number)
        for page in content.pages()
        for number, row in enumerate(content.text(page).split("\n"), start=1)
        if f'tarkistettava("{gone}")' in row
    ]
    return [
        *(
            missing(content, file, place, f"Tuntematon tarkistus {gone}")
            for file in (SERVICES, FIGURES, TERMS)
            for place, part in walk(content.data(file))
            if part == gone and place[-1] == "tarkistus"
        ),
        *(rf"{page} rivi {number}: Tuntematon tarkistus {gone}\..* → .+" for page, number in calls),
    ]


# Pages


@edit("puhelinnumero sivun tekstissä")
def _(content: Content) -> None:
    content.append(
        prose_page(content), "Soita numeroon puh. 02 313\u00a00000 (arkisin klo 9–15, tel. vaihde)."
    )


@edit("sivu tarkistettu")
def _(content: Content) -> None:
    page = prose_page(content)
    content.field(page, (), "tarkistettu", "2026-01-15")
    content.field(page, (), "omistaja", "Työkyvyn tuen yksikkö")


def new_page(content: Content, name: str, body: str) -> str:
    page = f"docs/{name}.md"
    title = name.replace("-", " ").capitalize()
    content.write(page, f'---\ndescription: "{title} kertoo lisää."\n---\n\n# {title}\n\n{body}\n')
    return page


TABLE = "| Päivä | Aika |\n| --- | --- |\n| maanantai | 9–15 |\n| tiistai | 9–12 |"


@edit("uusi sivu, jolla on taulukko")
def _(content: Content) -> None:
    new_page(content, "uusi-sivu", TABLE)
    content.add(MENU, longest_menu(content), "uusi-sivu.md")


@edit("uusi sivu ei ole valikossa", together=False)
def _(content: Content) -> list[str]:
    new_page(content, "uusi-sivu", TABLE)
    return [r"mkdocs\.yml rivi \d+: Sivu uusi-sivu\.md puuttuu valikosta\. → .*- uusi-sivu\.md\."]


@edit("sivu poistettu, valikko jäi", together=False)
def _(content: Content) -> list[str]:
    new_page(content, "uusi-sivu", TABLE)
    content.add(MENU, longest_menu(content), "uusi-sivu.md")
    row = content.row(MENU, in_menu(content, "uusi-sivu.md"))
    (content.root / "docs/uusi-sivu.md").unlink()
    return [rf"mkdocs\.yml rivi {row}: Valikossa on sivu uusi-sivu\.md, jota ei ole\. → .+"]


@edit("sivun osoite vaihdettu")
def _(content: Content) -> None:
    old = prose_page(content).removeprefix("docs/")
    if old in PERMANENT_PAGES:
        return
    new = posixpath.join(posixpath.dirname(old), "siirretty-sivu.md")
    (content.root / "docs" / old).rename(content.root / "docs" / new)
    content.set(MENU, in_menu(content, old), new)
    for file in (SERVICES, KNOWLEDGE, PATHS):
        for place, part in list(walk(content.data(file))):
            if part == old and place[-1] == "sivu":
                content.set(file, place, new)
    for page in content.pages():
        folder = posixpath.dirname(page.removeprefix("docs/")) or "."
        link, moved = posixpath.relpath(old, folder), posixpath.relpath(new, folder)
        content.write(page, content.text(page).replace(f"]({link}", f"]({moved}"))
    replaced_in_queries(content, old, new)
    content.field(f"docs/{new}", (), "vanhat_osoitteet", [old])


@edit("sivun osoite vaihdettu, linkit jäivät", together=False)
def _(content: Content) -> list[str]:
    page = new_page(content, "vanha-sivu", "Teksti.")
    content.add(MENU, longest_menu(content), "vanha-sivu.md")
    linking = new_page(content, "linkki-sivu", "Katso [vanha sivu](vanha-sivu.md).")
    content.add(MENU, longest_menu(content), "linkki-sivu.md")
    (content.root / page).rename(content.root / "docs/toinen-nimi.md")
    content.set(MENU, in_menu(content, page), "toinen-nimi.md")
    return [rf"{linking} rivi 7: Linkin kohdetta vanha-sivu\.md ei ole\. → .+"]


# Pasted from elsewhere


@edit("Wordista liitetty kappale")
def _(content: Content) -> None:
    pasted = "Asiakas kysyi:\u00a0”Mitä nyt?” Vastaus tuli klo 9\u201315 – heti. ‘Selvä’, hän sanoi…"
    content.append(prose_page(content), pasted)


@edit("Wordista liitetty arvo")
def _(content: Content) -> None:
    i, record = next(services(content))
    place: Location = ("palvelut", i, "mita_saa", 0, "teksti")
    content.set(SERVICES, place, f"{record['mita_saa'][0]['teksti']} Tuki –\u00a0”oma” – jatkuu.")


@edit("kaarevat lainausmerkit arvon ympärillä", together=False)
def _(content: Content) -> list[str]:
    i, _ = next(services(content))
    content.set(SERVICES, ("palvelut", i, "nimi"), "UUSINIMI")
    content.write(SERVICES, content.text(SERVICES).replace('"UUSINIMI"', "”Uusi nimi”"))
    return [missing(content, SERVICES, ("palvelut", i, "nimi"), "Arvon ympärillä on kaarevat lainausmerkit")]


@edit("pehmeä tavuviiva sivulla ja arvossa", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.append(page, "työ\u00adkyky")
    row = content.text(page).count("\n")
    place: Location = ("synonyymit", 0, "sana")
    content.set(SYNONYMS, place, content.data(SYNONYMS, place) + "\u00ad")
    told = r"Rivillä on merkki U\+00AD.* → .+"
    other = content.row(SYNONYMS, place)
    return [rf"{page} rivi {row}: {told}", rf"{SYNONYMS} rivi {other}: {told}"]


@edit("Wordista liitetty luettelo", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.append(page, "•\tensimmäinen\n•\ttoinen")
    last = content.text(page).count("\n")
    return [
        rf"{page} rivi {row}: Rivi alkaa merkillä •.* → Aloita rivi yhdysmerkillä.*"
        for row in (last - 1, last)
    ]


@edit("Wordista liitetty taulukko", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.append(page, "Päivä\tAika\nmaanantai\t9–15")
    last = content.text(page).count("\n")
    return [rf"{page} rivi {row}: Rivillä on sarkain.* → .*pystyviivoilla.*" for row in (last - 1, last)]


@edit("sarkain arvossa")
def _(content: Content) -> None:
    i, _ = next(services(content))
    place: Location = ("palvelut", i, "mita_saa", 0, "teksti")
    content.set(SERVICES, place, f"{content.data(SERVICES, place)}\tLisää.")


# Pictures


@edit("kuva sivulla")
def _(content: Content) -> None:
    page = prose_page(content)
    content.write("docs/assets/uusi-kuva.png", PNG)
    target = posixpath.relpath("docs/assets/uusi-kuva.png", posixpath.dirname(page))
    content.append(page, f"![Kaavio: kaksi vaihetta]({target})")


@edit("kuva sivun vieressä")
def _(content: Content) -> None:
    page = prose_page(content)
    content.write(f"{posixpath.dirname(page)}/viereinen-kuva.png", PNG)
    content.append(page, '![Kaavio: kolme vaihetta](viereinen-kuva.png "Vaiheet")')


@edit("kuvalta puuttuu kuvaus", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.write("docs/assets/uusi-kuva.png", PNG)
    content.write(f"{posixpath.dirname(page)}/viereinen-kuva.png", PNG)
    target = posixpath.relpath("docs/assets/uusi-kuva.png", posixpath.dirname(page))
    content.append(page, f"![]({target})\n\n![ ](viereinen-kuva.png)")
    last = content.text(page).count("\n")
    return [
        rf"{page} rivi {row}: Kuvalta ”.*{name}\.png” puuttuu kuvaus\. → .+"
        for row, name in ((last - 2, "uusi-kuva"), (last, "viereinen-kuva"))
    ]


@edit("kuvan tiedosto puuttuu", together=False)
def _(content: Content) -> list[str]:
    page = prose_page(content)
    content.append(page, "![Kaavio](ei-tallennettu.png)\n\n![Kaavio](oma kuva.png)")
    last = content.text(page).count("\n")
    return [
        rf"{page} rivi {last - 2}: Kuvan tiedostoa ”ei-tallennettu\.png” ei ole\. → .+",
        rf"{page} rivi {last}: Kuvan ”oma kuva\.png” nimessä on välilyönti\. → .+",
    ]


# How text looks and is saved


@edit("hyvin pitkiä sanoja")
def _(content: Content) -> None:
    content.append(prose_page(content), f"## {LONG}\n\nTeksti {LONG}.")
    i, _ = next(services(content))
    content.set(SERVICES, ("palvelut", i, "miten_paasee", "lyhyesti"), LONG)
    content.set(FIGURES, (*some_steps(content), 0, "otsikko"), LONG)


@edit("emoji tekstissä ja nimessä")
def _(content: Content) -> None:
    content.append(prose_page(content), "Hyvin meni 🙂👩\u200d⚕️✔️")
    i, record = next(services(content))
    content.set(SERVICES, ("palvelut", i, "nimi"), f"{record['nimi']} 🙂")


@edit("sana, jota oikoluku ei tunne")
def _(content: Content) -> None:
    content.append(prose_page(content), "Xylofonibrekkuli on qwertytys.")


@edit("välilyöntejä rivien lopussa, ei rivinvaihtoa tiedoston lopussa")
def _(content: Content) -> None:
    for file in (prose_page(content), SERVICES, FACTS):
        text = re.sub(r'(?<=["\].])$', "  ", content.text(file), flags=re.MULTILINE)
        content.write(file, text.rstrip("\n"))


@edit("Windowsin rivinvaihdot")
def _(content: Content) -> None:
    for file in (prose_page(content), SERVICES, MENU):
        content.write(file, content.text(file).replace("\n", "\r\n"))
