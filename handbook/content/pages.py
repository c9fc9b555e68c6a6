"""Markdown pages: what stands in them, and every problem in them with its true row.

MkDocs and its macros plugin swallow broken front matter, count rows from below it, and turn a mistyped macro into
text on the page. So the pages are read here first, and only checked pages are built.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from handbook.content.front_matter import Etutiedot
from handbook.content.macros import MACROS, Parameter, example
from handbook.reading.fields import Known, unknown_id
from handbook.reading.lost_text import lost_in_pages
from handbook.reading.problems import Problem, did_you_mean, shown
from handbook.reading.validate import validate
from handbook.reading.yaml_text import parse

# The delimiters are those of mkdocs.yml: "{#" must stay free for Markdown's heading attributes.
_ENV = jinja2.Environment(autoescape=True, comment_start_string="{##", comment_end_string="##}")

_FRONT_MATTER = re.compile(r"\A---[ ]*\n(.*?)^---[ ]*$\n?", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)(?:[ \t]+\{[:][^}]*\})?[ \t]*#*$")
# An anchor or a class, or that the search leaves the section out: at the end of a heading, or right behind a link.
_ATTRIBUTES = re.compile(
    r"(?:(?<=\))|^#{1,6} .* (?=\{[^}]*\}$))\{:(?: (?:[#.][a-z0-9-]+|data-search-exclude))+ \}"
)
_ATTRIBUTES_END = re.compile(r"\{:[^}]*\}")
_BRACE = re.compile(r"(?<!\{)\{(?!\{|%|##)")
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])[^>]*>?|<!--")
_LINK = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_ALONE = re.compile(r"\{\{(?:(?!\{\{).)*\}\}[ ]*")
_BARE_CALL = re.compile(rf"\b({'|'.join(MACROS)})\(")
_CODE = re.compile(r"(`+).+?\1")


@dataclass(frozen=True)
class Kutsu:
    """One macro call on a page, with its literal arguments in the order of the macro's parameters."""

    makro: str
    arvot: tuple[str, ...]
    rivi: int


@dataclass(frozen=True)
class Sivu:
    """One checked page. ``tiedosto`` is relative to ``docs/``; ``ulkoiset`` are the addresses outside the site and their rows."""

    tiedosto: str
    otsikko: str
    etutiedot: Etutiedot
    kutsut: tuple[Kutsu, ...]
    ulkoiset: tuple[tuple[str, int], ...]

    def kutsutut(self, makro: str) -> tuple[str, ...]:
        """Every argument given to ``makro`` on this page, in order."""
        return tuple(arvo for kutsu in self.kutsut if kutsu.makro == makro for arvo in kutsu.arvot)


def read_page(text: str, *, tiedosto: str, known: Known) -> tuple[Sivu | None, list[Problem]]:
    """A page from its text, and all its problems; the page is ``None`` if any were found.

    ``tiedosto`` is relative to ``docs/``; ``known`` is as in :func:`handbook.reading.validate.validate`.
    """
    file = f"docs/{tiedosto}"
    front, body, first_row, problems = _front_matter(text, file, known)
    rows = list(_prose_rows(body, first_row))
    title, heading_problems = _headings(rows, file)
    calls, macro_problems = _macros(body, file, first_row, known)
    macro_problems += _bare_calls(rows, file, {problem.line for problem in macro_problems})
    problems += heading_problems + macro_problems + _links(rows, file, tiedosto, known) + _html(rows, file)
    problems += lost_in_pages(body, rows, file=file, first_row=first_row)
    if problems or front is None:
        return None, problems
    outside = tuple(
        (target, number)
        for number, line in rows
        for _, target in _LINK.findall(line)
        if target.startswith("https://")
    )
    return Sivu(tiedosto, title, front, tuple(calls), outside), []


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Row number and words of each row of a checked page, its description first; no markup, no addresses."""
    osuma = _FRONT_MATTER.match(text)
    alku = osuma[0] if osuma else ""
    for number, line in enumerate(alku.split("\n"), start=1):
        if line.startswith("description:"):
            yield number, line.removeprefix("description:").strip(" \"'")
    for number, line in _prose_rows(text[len(alku) :], alku.count("\n")):
        line = re.sub(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)", r"\2", _ATTRIBUTES_END.sub("", line))
        yield from ((number, cell.strip(" *#-")) for cell in line.split("|") if cell.strip(" *#-:"))


def _front_matter(text: str, file: str, known: Known) -> tuple[Etutiedot | None, str, int, list[Problem]]:
    """Front matter, the text below it, and the number of rows above that text."""
    match = _FRONT_MATTER.match(text)
    if not match:
        if text.startswith("---"):
            return (
                None,
                text,
                0,
                [
                    Problem(
                        file,
                        1,
                        "Etutietojen lopettava rivi --- puuttuu.",
                        "Lisää rivi --- etutietojen jälkeen.",
                    )
                ],
            )
        return (
            None,
            text,
            0,
            [
                Problem(
                    file,
                    1,
                    "Sivun alusta puuttuvat etutiedot.",
                    "Aloita sivu riveillä ---, description: …, tarkistettu: ei-viela ja ---.",
                )
            ],
        )
    body, first_row = text[match.end() :], text[: match.end()].count("\n")
    document, problems = parse(match[1], file=file, first_row=1)
    if document is None:
        return None, body, first_row, problems
    front, problems = validate(document, Etutiedot, known=known)
    return front, body, first_row, problems


def body_of(text: str) -> str:
    """A page's text below its front matter."""
    return _FRONT_MATTER.sub("", text, count=1)


def _prose_rows(body: str, first_row: int) -> Iterator[tuple[int, str]]:
    """Row number and text of each row outside code, inline code and macro calls left out."""
    fence = ""
    for number, line in enumerate(body.split("\n"), start=first_row + 1):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ""
        elif match:
            fence = match[1]
        else:
            yield number, re.sub(r"\{\{.*?\}\}", "", _CODE.sub("", line))


def _headings(rows: Sequence[tuple[int, str]], file: str) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    title, previous = "", 0
    for number, line in rows:
        match = _HEADING.match(line)
        if _BRACE.search(_ATTRIBUTES.sub("", line)) and not _BARE_CALL.search(line):
            problems.append(
                Problem(
                    file,
                    number,
                    "Merkintä {: … } on kesken tai väärässä paikassa.",
                    "Kirjoita ankkuri otsikon loppuun: ## Otsikko {: #ankkuri }",
                )
            )
        if not match:
            if re.match(r"^#{1,6}[^# \t{]", line):
                problems.append(
                    Problem(
                        file, number, "Otsikon risuaidan perästä puuttuu välilyönti.", "Kirjoita ## Otsikko."
                    )
                )
            elif re.match(r"^\s+#{1,6} ", line):
                problems.append(
                    Problem(file, number, "Otsikko on sisennetty.", "Siirrä risuaita rivin alkuun.")
                )
            continue
        level = len(match[1])
        if level == 1 and title:
            problems.append(
                Problem(
                    file, number, f"Sivulla on toinen pääotsikko {shown(match[2])}.", "Käytä väliotsikkoa ##."
                )
            )
        elif level > previous + 1:
            problems.append(
                Problem(
                    file,
                    number,
                    f"Otsikko {shown(match[2])} hyppää tason yli.",
                    f"Käytä merkintää {'#' * (previous + 1)}.",
                )
            )
        if level == 1 and not title:
            title = match[2].strip()
        previous = level
    if not title:
        problems.append(
            Problem(file, 1, "Sivulta puuttuu pääotsikko.", "Lisää etutietojen jälkeen rivi # Otsikko.")
        )
    return title, problems


def _links(rows: Sequence[tuple[int, str]], file: str, tiedosto: str, known: Known) -> list[Problem]:
    problems: list[Problem] = []
    for number, line in rows:
        if re.search(r"\]\(|\] \(\S+\.md|\]\[", _LINK.sub("", line)):
            problems.append(
                Problem(
                    file,
                    number,
                    "Linkki on kirjoitettu väärin.",
                    "Kirjoita samalle riville [teksti](sivu.md).",
                )
            )
        for image, target in _LINK.findall(line):
            path = target.partition("#")[0]
            if re.match(r"^(https?:)?//", target):
                if image:
                    problems.append(
                        Problem(
                            file,
                            number,
                            f"Kuva {shown(target)} haetaan toisesta palvelusta.",
                            "Tallenna kuva kansioon docs/assets/ ja viittaa siihen.",
                        )
                    )
                elif target.startswith("http:"):
                    problems.append(
                        Problem(
                            file,
                            number,
                            f"Linkki {shown(target)} on suojaamaton.",
                            "Käytä osoitetta https://.",
                        )
                    )
            elif re.match(r"^[a-z]+:", target) and not target.startswith(("mailto:", "tel:")):
                problems.append(
                    Problem(file, number, f"Linkki {shown(target)} ei kelpaa.", "Käytä osoitetta https://.")
                )
            elif not target:
                problems.append(
                    Problem(file, number, "Linkistä puuttuu kohde.", "Kirjoita [teksti](sivu.md).")
                )
            elif path.endswith(".md"):
                goal = posixpath.normpath(posixpath.join(posixpath.dirname(tiedosto), path))
                if "sivu" in known and goal not in known["sivu"].ids:
                    near = did_you_mean(goal, known["sivu"].ids)
                    problems.append(Problem(file, number, f"Linkin kohdetta {path} ei ole.", near))
            elif path and not image and "." not in posixpath.basename(path):
                problems.append(
                    Problem(
                        file,
                        number,
                        f"Linkki {shown(target)} ei osoita sivun tiedostoon.",
                        "Kirjoita linkki tiedostoon, esimerkiksi suunnitelma.md.",
                    )
                )
    return problems


def _html(rows: Sequence[tuple[int, str]], file: str) -> list[Problem]:
    return [
        Problem(file, number, f"Sivulla on HTML-merkintä {shown(match[0])}.", "Käytä Markdownia tai makroa.")
        for number, line in rows
        for match in _HTML.finditer(line)
    ]


def _bare_calls(rows: Sequence[tuple[int, str]], file: str, told: set[int]) -> list[Problem]:
    """Macro calls outside ``{{ }}``: the build would print them as text. Rows in ``told`` have a problem already."""
    return [
        Problem(
            file, number, f"Makrokutsusta {match[1]} puuttuu aaltosulkeita.", f"Kirjoita {example(match[1])}."
        )
        for number, line in rows
        if number not in told and "{{" not in line
        for match in _BARE_CALL.finditer(line)
    ]


def _macros(body: str, file: str, first_row: int, known: Known) -> tuple[list[Kutsu], list[Problem]]:
    try:
        tree = _ENV.parse(body)
    except jinja2.TemplateSyntaxError as error:
        return [], [
            Problem(
                file,
                first_row + error.lineno,
                "Makrokutsu on kirjoitettu väärin.",
                'Kirjoita {{ makro("tunnus") }}: tarkista sulkeet ja lainausmerkit.',
            )
        ]
    calls: list[Kutsu] = []
    problems: list[Problem] = []
    lines = body.split("\n")
    for node in tree.body:
        parts = node.nodes if isinstance(node, nodes.Output) else [node]
        for part in parts:
            if isinstance(part, nodes.TemplateData):
                continue
            row = first_row + part.lineno
            call, found = _call(part, file, row, known)
            problems += found
            if call:
                calls.append(call)
                if MACROS[call.makro].block and not _ALONE.fullmatch(lines[part.lineno - 1]):
                    problems.append(
                        Problem(
                            file,
                            row,
                            f"Makron {call.makro} pitää olla omalla rivillään.",
                            "Siirrä kutsu omalle rivilleen ilman sisennystä.",
                        )
                    )
    return calls, problems


def _call(node: nodes.Node, file: str, row: int, known: Known) -> tuple[Kutsu | None, list[Problem]]:
    name = node.node if isinstance(node, nodes.Call) else node
    if not isinstance(name, nodes.Name):
        return None, [
            Problem(file, row, "Sivulla voi käyttää vain makrokutsuja.", f"Esimerkiksi {example('lahde')}.")
        ]
    if name.name not in MACROS:
        return None, [
            Problem(
                file, row, f"Tuntematon makro {name.name}.", did_you_mean(name.name, MACROS, kinds="makrot")
            )
        ]
    if not isinstance(node, nodes.Call):
        return None, [
            Problem(file, row, f"Makrosta {name.name} puuttuvat sulkeet.", f"Kirjoita {example(name.name)}.")
        ]
    try:
        given = [(None, arg.as_const()) for arg in node.args] + [
            (kw.key, kw.value.as_const()) for kw in node.kwargs
        ]
    except nodes.Impossible:
        return None, [
            Problem(
                file,
                row,
                f"Makron {name.name} arvo pitää kirjoittaa lainausmerkkeihin.",
                f"Kirjoita {example(name.name)}.",
            )
        ]
    if node.dyn_args or node.dyn_kwargs:
        return None, [
            Problem(
                file,
                row,
                f"Makron {name.name} kutsu on kirjoitettu väärin.",
                f"Kirjoita {example(name.name)}.",
            )
        ]
    values, problems = _bind(name.name, MACROS[name.name].parameters, given, file, row, known)
    return Kutsu(name.name, tuple(values), row), problems


def _bind(
    makro: str,
    parameters: tuple[Parameter, ...],
    given: Sequence[tuple[str | None, object]],
    file: str,
    row: int,
    known: Known,
) -> tuple[list[str], list[Problem]]:
    """The arguments as text in the order of the parameters, each checked against its kind."""

    def problem(message: str, hint: str) -> Problem:
        return Problem(file, row, message, hint)

    usage = f"Kirjoita {example(makro)}."
    many = bool(parameters) and parameters[0].many
    bound: list[tuple[Parameter, object]] = []
    for i, (key, value) in enumerate(given):
        if key is not None:
            match = [p for p in parameters if p.name == key]
            if not match:
                return [], [
                    problem(
                        f"Makrolla {makro} ei ole arvoa {key}.",
                        did_you_mean(key, [p.name for p in parameters]) or usage,
                    )
                ]
            if any(p.name == key for p, _ in bound):
                return [], [problem(f"Makron {makro} arvo {key} on annettu kahdesti.", usage)]
            bound.append((match[0], value))
        elif many or i < len(parameters):
            bound.append((parameters[0 if many else i], value))
        else:
            return [], [problem(f"Makrolle {makro} on annettu liian monta arvoa.", usage)]
    missing = [p.name for p in parameters if p.required and not any(p is q for q, _ in bound)]
    if missing:
        return [], [problem(f"Makrolta {makro} puuttuu arvo {missing[0]}.", usage)]
    problems: list[Problem] = []
    for parameter, value in bound:
        wanted = int if parameter.kind == "lahde" else str
        text = str(value)
        if not isinstance(value, wanted) or isinstance(value, bool):
            kind = "luku ilman lainausmerkkejä" if wanted is int else "teksti lainausmerkeissä"
            problems.append(
                problem(
                    f"Makron {makro} arvon {parameter.name} pitää olla {kind}, mutta siinä on "
                    f"{shown(value)}.",
                    usage,
                )
            )
        elif parameter.values and text not in parameter.values:
            problems.append(
                problem(
                    f"Makron {makro} arvo {shown(value)} ei kelpaa.", did_you_mean(text, parameter.values)
                )
            )
        elif parameter.kind and (unknown := unknown_id(parameter.kind, text, known)):
            problems.append(problem(*unknown))
    return [str(value) for _, value in bound], problems
