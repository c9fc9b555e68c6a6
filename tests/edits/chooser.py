"""Edits of the chooser: its questions, their options and the criteria that look at them."""

from __future__ import annotations

from advised import follow_advice
from editing import Content

from edits.edit import Edits
from edits.finding import QUIZ, SERVICES, a_fact, criteria, missing, services
from edits.services import add_service
from handbook.reading.yaml_text import Location

EDITS = Edits()


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


@EDITS.add("vaihtoehto lisätty vain kysymykseen", together=False)
def _(content: Content) -> list[str]:
    question = add_option(content, "uusi-vaihtoehto")
    return [
        missing(content, SERVICES, (*place, "kysymys"), "Kriteeri ei ota kantaa vaihtoehtoon uusi-vaihtoehto")
        for place in criteria(content, question)
    ]


@EDITS.add("vaihtoehto lisätty kysymykseen ja kriteereihin")
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


@EDITS.add("vaihtoehto poistettu kaikkialta", together=False)
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


@EDITS.add("vaihtoehto sanottu toisin")
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


@EDITS.add("kysymys lisätty")
def _(content: Content) -> None:
    add_question(content, "uusi-kysymys")


@EDITS.add("kysymys poistettu", together=False)
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
