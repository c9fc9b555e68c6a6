"""Macro calls on a page, and their problems.

They are found before the build, which would stop at the first of them without its true row, or print it as
text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from handbook.content.macros import MACROS, Parameter, example
from handbook.reading.fields import Known, unknown_id
from handbook.reading.problems import Problem, did_you_mean, shown

# The delimiters are those of macros/settings.yml: "{#" must stay free for Markdown's heading attributes.
_ENV = jinja2.Environment(autoescape=True, comment_start_string="{##", comment_end_string="##}")

_ALONE = re.compile(r"\{\{(?:(?!\{\{).)*\}\}[ ]*")
BARE_CALL = re.compile(rf"\b({'|'.join(MACROS)})\(")


@dataclass(frozen=True)
class Kutsu:
    """One macro call on a page, with its literal arguments in the order of the macro's parameters.

    ``viittaukset`` are those arguments that are ids, each behind its kind.
    """

    makro: str
    arvot: tuple[str, ...]
    rivi: int
    viittaukset: tuple[tuple[str, str], ...] = ()


class _CallError(Exception):
    """Why a call cannot be made; the arguments are a message and a hint."""


def read_calls(body: str, file: str, first_row: int, known: Known) -> tuple[list[Kutsu], list[Problem]]:
    """The calls in a page's text, and the problems of those that cannot be made.

    Args:
        body: the page's text below its front matter.
        file: the page's file, as problems name it.
        first_row: the number of rows above ``body`` in ``file``.
        known: the ids that exist.
    """
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
    except RecursionError:
        # Brackets within brackets: the parser calls itself for each. Its place is not in the exception.
        row = max(enumerate(body.split("\n"), start=1), key=lambda line: sum(map(line[1].count, "{([")))[0]
        return [], [
            Problem(
                file,
                first_row + row,
                "Makrokutsussa on liian monta sulkua.",
                'Kirjoita {{ makro("tunnus") }}: tarkista sulkeet ja lainausmerkit.',
            )
        ]
    calls: list[Kutsu] = []
    problems: list[Problem] = []
    lines = body.split("\n")
    for node in tree.body:
        for part in node.nodes if isinstance(node, nodes.Output) else [node]:
            if isinstance(part, nodes.TemplateData):
                continue
            row = first_row + part.lineno
            try:
                macro, given = _call(part)
            except _CallError as error:
                problems.append(Problem(file, row, *error.args))
                continue
            bound, wrong = _values(macro, given, known)
            ids = tuple((parameter.kind, str(value)) for parameter, value in bound if parameter.kind)
            calls.append(Kutsu(macro, tuple(str(value) for _, value in bound), row, ids))
            problems += (Problem(file, row, message, hint) for message, hint in wrong)
            if MACROS[macro].block and not _ALONE.fullmatch(lines[part.lineno - 1]):
                problems.append(
                    Problem(
                        file,
                        row,
                        f"Makron {macro} pitää olla omalla rivillään.",
                        "Siirrä kutsu omalle rivilleen ilman sisennystä.",
                    )
                )
    return calls, problems


def all_calls(body: str, file: str, first_row: int) -> list[Kutsu]:
    """The calls in a page's text as in :func:`read_calls`; where one is broken, those on the other rows."""
    calls, _ = read_calls(body, file, first_row, {})
    rows = enumerate(body.split("\n"), start=first_row) if not calls else ()
    return calls or [call for number, row in rows for call in read_calls(row, file, number, {})[0]]


def bare_calls(rows: Sequence[tuple[int, str]], file: str, reported: Collection[int]) -> Iterator[Problem]:
    """Macro calls outside ``{{ }}``, which the build would print as text.

    ``rows`` are the page's rows outside code, with their numbers; those in ``reported`` have a problem
    already.
    """
    for number, line in rows:
        if number not in reported and "{{" not in line:
            for match in BARE_CALL.finditer(line):
                yield Problem(
                    file,
                    number,
                    f"Makrokutsusta {match[1]} puuttuu aaltosulkeita.",
                    f"Kirjoita {example(match[1])}.",
                )


# A name (of a keyword argument, else None) and a value.
_Argument = tuple[str | None, object]


def _call(node: nodes.Node) -> tuple[str, list[_Argument]]:
    """The name of the macro that ``node`` calls, and the arguments as they were given.

    Raises:
        _CallError: it is not a call of a macro with literal arguments.
    """
    name = node.node if isinstance(node, nodes.Call) else node
    if not isinstance(name, nodes.Name):
        raise _CallError("Sivulla voi käyttää vain makrokutsuja.", f"Esimerkiksi {example('lahde')}.")
    macro = name.name
    if macro not in MACROS:
        hint = did_you_mean(macro, MACROS, kinds="makrot") or f"Esimerkiksi {example('lahde')}."
        raise _CallError(f"Tuntematon makro {macro}.", hint)
    usage = f"Kirjoita {example(macro)}."
    if not isinstance(node, nodes.Call):
        raise _CallError(f"Makrosta {macro} puuttuvat sulkeet.", usage)
    try:
        given: list[_Argument] = [(None, _literal(argument)) for argument in node.args]
        given += [(keyword.key, _literal(keyword.value)) for keyword in node.kwargs]
    except nodes.Impossible:
        raise _CallError(f"Makron {macro} arvo pitää kirjoittaa lainausmerkkeihin.", usage) from None
    if node.dyn_args or node.dyn_kwargs:
        raise _CallError(f"Makron {macro} kutsu on kirjoitettu väärin.", usage)
    return macro, given


def _literal(node: nodes.Expr) -> object:
    """The value of an argument that is written out; nothing is computed (``9**9**9`` would take for ever).

    Raises:
        nodes.Impossible: it is a name or an expression.
    """
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const):
        return node.as_const()
    if not isinstance(node, nodes.Literal) or any(
        not isinstance(part, (nodes.Literal, nodes.Pair)) for part in node.find_all(nodes.Expr)
    ):
        raise nodes.Impossible
    return node.as_const()


def _values(
    macro: str, given: Sequence[_Argument], known: Known
) -> tuple[list[tuple[Parameter, object]], list[tuple[str, str]]]:
    """The arguments with their parameters, and message and hint for what is wrong with them."""
    try:
        bound = _bound(macro, given)
    except _CallError as error:
        message, hint = error.args
        return [], [(message, hint)]
    return bound, list(_wrong_values(macro, bound, known))


def _bound(macro: str, given: Sequence[_Argument]) -> list[tuple[Parameter, object]]:
    """Each argument with the parameter that takes it.

    Raises:
        _CallError: arguments are missing, unknown, repeated or too many.
    """
    parameters = MACROS[macro].parameters
    usage = f"Kirjoita {example(macro)}."
    many = bool(parameters) and parameters[0].many
    by_name = {parameter.name: parameter for parameter in parameters}
    bound: list[tuple[Parameter, object]] = []
    for i, (key, value) in enumerate(given):
        if key is not None:
            if key not in by_name:
                raise _CallError(f"Makrolla {macro} ei ole arvoa {key}.", did_you_mean(key, by_name) or usage)
            if any(parameter.name == key for parameter, _ in bound):
                raise _CallError(f"Makron {macro} arvo {key} on annettu kahdesti.", usage)
            bound.append((by_name[key], value))
        elif many or i < len(parameters):
            bound.append((parameters[0 if many else i], value))
        else:
            raise _CallError(f"Makrolle {macro} on annettu liian monta arvoa.", usage)
    taken = {parameter.name for parameter, _ in bound}
    for parameter in parameters:
        if parameter.required and parameter.name not in taken:
            raise _CallError(f"Makrolta {macro} puuttuu arvo {parameter.name}.", usage)
    return bound


def _wrong_values(
    macro: str, bound: Sequence[tuple[Parameter, object]], known: Known
) -> Iterator[tuple[str, str]]:
    """Message and hint for each argument that is not of its parameter's type, words or ids."""
    for parameter, value in bound:
        wanted = int if parameter.kind == "lahde" else str
        text = str(value)
        if not isinstance(value, wanted) or isinstance(value, bool):
            kind = "luku ilman lainausmerkkejä" if wanted is int else "teksti lainausmerkeissä"
            yield (
                f"Makron {macro} arvon {parameter.name} pitää olla {kind}, mutta siinä on {shown(value)}.",
                f"Kirjoita {example(macro)}.",
            )
        elif parameter.values and text not in parameter.values:
            yield (
                f"Makron {macro} arvo {shown(value)} ei kelpaa.",
                did_you_mean(text, parameter.values),
            )
        elif parameter.kind and (unknown := unknown_id(parameter.kind, text, known)):
            yield unknown
