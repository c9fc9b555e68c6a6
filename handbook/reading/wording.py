"""The Finnish wording of problems in the structure of the data: YAML syntax and pydantic's errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from handbook.reading.limits import NESTING
from handbook.reading.problems import Problem, did_you_mean, named, shown

_QUOTE = 'Laita koko arvo lainausmerkkeihin: kenttä: "teksti".'

# What is refused before PyYAML would see it.
TOO_DEEP = "too many levels"

# PyYAML's texts (scanner.py, parser.py, composer.py, reader.py), each matched by its beginning.
_YAML_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    (
        TOO_DEEP,
        f"Sisäkkäisiä tasoja on yli {NESTING}.",
        "Poista ylimääräiset sulkeet ja sisennykset.",
    ),
    (
        "mapping values are not allowed",
        "Rivillä on ylimääräinen kaksoispiste, tai sisennys ei täsmää.",
        "Laita koko arvo lainausmerkkeihin tai sisennä samoin kuin viereiset rivit.",
    ),
    ("found character '\\t'", "Rivillä on sarkain (tab).", "Sisennä välilyönneillä."),
    ("found character '%'", "Arvo alkaa merkillä %.", _QUOTE),
    ("found character '@'", "Arvo alkaa merkillä @.", _QUOTE),
    ("found character '`'", "Arvo alkaa merkillä `.", _QUOTE),
    ("found unexpected end of stream", "Lainausmerkki jää auki.", "Lisää arvon loppuun lainausmerkki."),
    (
        "could not find expected ':'",
        "Rivistä puuttuu kaksoispiste kentän nimen jäljestä.",
        "Kirjoita kenttä: arvo.",
    ),
    (
        "expected <block end>",
        "Rivin sisennys tai merkintä ei sovi edellisiin riveihin.",
        "Sisennä samoin kuin viereiset rivit; jos tekstissä on lainausmerkkejä, "
        "laita ulommaiseksi toisenlaiset.",
    ),
    (
        "expected ',' or '}'",
        "Aaltosulkeista puuttuu pilkku, lainausmerkki tai loppusulku.",
        'Kirjoita {kenttä: arvo, kenttä: "teksti"}.',
    ),
    ("expected ',' or", "Hakasulkuluettelosta puuttuu pilkku tai loppusulku.", "Kirjoita [a, b, c]."),
    ("expected alphabetic or numeric", "Arvo alkaa merkillä *, & tai !.", _QUOTE),
    ("expected the node content", "Arvo puuttuu tai alkaa merkillä, jolla on YAMLissa oma tehtävä.", _QUOTE),
    ("found undefined alias", "Arvo alkaa merkillä *.", _QUOTE),
    (
        "found unknown escape character",
        "Lainausmerkeissä on kenoviiva \\, jota ei tunneta.",
        "Poista kenoviiva tai kirjoita se kahdesti.",
    ),
    ("but found another document", "Tiedostossa on ylimääräinen rivi ---.", "Poista se."),
    (
        "sequence entries are not allowed",
        "Luetelmaviiva - on väärässä paikassa.",
        "Aloita luettelo omalta riviltään.",
    ),
    (
        "expected '<document start>'",
        "Rivi ei kuulu mihinkään kenttään.",
        "Tarkista sisennys ja kaksoispiste.",
    ),
)

# The parser notices these mistakes some rows too late; the row to fix is where the construct began.
_BEGINS_EARLIER = ("found unexpected end of stream", "could not find expected ':'", "expected ',' or")


def yaml_problem(error: yaml.YAMLError, *, file: str, first_row: int = 0) -> Problem:
    """PyYAML's syntax error in Finnish.

    ``first_row`` is the number of rows above the YAML in ``file`` (front matter starts below row 1).
    """
    raw = str(getattr(error, "problem", None) or getattr(error, "reason", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if raw.startswith(_BEGINS_EARLIER):
        mark = getattr(error, "context_mark", None) or mark
    line = first_row + (mark.line + 1 if mark else 1)
    for start, message, hint in _YAML_PROBLEMS:
        if raw.startswith(start):
            return Problem(file, line, message, hint)
    return Problem(
        file, line, "YAML-rakenne ei kelpaa tässä kohdassa.", "Vertaa riviä ja sen sisennystä viereisiin."
    )


Wording = Callable[[str, Any, Mapping[str, Any]], tuple[str, str]]

_NUMBER = "Kirjoita pelkkä numero, esimerkiksi 3."

_BOOL = "Kirjoita true tai false, tai poista kenttä."


def _as_list(value: Any) -> str:
    return f"[{value}]" if isinstance(value, str) and re.fullmatch(r"[\w-]{1,30}", value) else "[arvo, arvo]"


def _records(fields: Sequence[str]) -> str:
    """A hint on how a list of records with these fields is written."""
    rest = f": {', '.join(fields[1:])}" if 1 < len(fields) <= 15 else ""
    return f"Aloita rivillä - {fields[0]}: ja sisennä muut kentät sen alle{rest}."


def _list(value: Any, context: Mapping[str, Any]) -> str:
    if isinstance(value, dict):
        return "Aloita jokainen kohta luetelmaviivalla -."
    if context["fields"]:
        return _records(context["fields"])
    return f"Kirjoita {_as_list(value)} tai jokainen arvo omalle rivilleen viivan - perään."


def _too_few(field: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    wanted, given = context["min_length"], len(value)
    if isinstance(value, dict):
        message = (
            f"Kentässä {field} on vain {given} kenttä: {', '.join(value)}."
            if given
            else f"Kenttä {field} on tyhjä."
        )
        return message, f"Kenttiä pitää olla ainakin {wanted}."
    message = f"Luettelossa {field} on vain {given} arvo." if given else f"Luettelo {field} on tyhjä."
    return (
        message,
        "Lisää ainakin yksi arvo." if wanted - given == 1 else f"Arvoja pitää olla ainakin {wanted}.",
    )


def _choice(field: str, value: Any) -> str:
    if value == "":
        return f"Kenttä {field} on tyhjä."
    if isinstance(value, str):
        return f"Kentän {field} arvo {shown(value)} ei kelpaa."
    return f"Kentässä {field} pitää olla yksi sana, mutta siinä on {shown(value)}."


def tag(context: Mapping[str, Any]) -> str:
    """The field that says of which kind a record is, from the context of pydantic's error about it."""
    return str(context["discriminator"]).strip("'")


_FIELDS: Mapping[str, Wording] = {
    "string_type": lambda f, v, c: (
        f"Kentässä {f} pitää olla tekstiä, mutta siinä on {shown(v)}.",
        "Kirjoita arvo kentän perään samalle riville.",
    ),
    "string_too_short": lambda f, v, c: (
        f"Kenttä {f} on tyhjä.",
        "Täydennä arvo." if c["required"] else "Täydennä arvo tai poista kenttä.",
    ),
    "string_too_long": lambda f, v, c: (
        f"Kentän {f} teksti on liian pitkä: {len(v.strip())} merkkiä.",
        f"Lyhennä enintään {c['max_length']} merkkiin.",
    ),
    "int_parsing": lambda f, v, c: (
        f"Kentässä {f} pitää olla kokonaisluku, mutta siinä on {shown(v)}.",
        _NUMBER,
    ),
    "int_type": lambda f, v, c: (
        f"Kentässä {f} pitää olla kokonaisluku, mutta siinä on {shown(v)}.",
        _NUMBER,
    ),
    "greater_than_equal": lambda f, v, c: (f"Kentän {f} arvo {v} on liian pieni.", f"Pienin on {c['ge']}."),
    "less_than_equal": lambda f, v, c: (f"Kentän {f} arvo {v} on liian suuri.", f"Suurin on {c['le']}."),
    "bool_parsing": lambda f, v, c: (_choice(f, v), _BOOL),
    "bool_type": lambda f, v, c: (_choice(f, v), _BOOL),
    "list_type": lambda f, v, c: (
        f"Kentässä {f} pitää olla luettelo, mutta siinä on {shown(v)}.",
        _list(v, c),
    ),
    "dict_type": lambda f, v, c: (
        f"Kentässä {f} pitää olla kenttiä, mutta siinä on {shown(v)}.",
        f"Kirjoita {c['example']}.",
    ),
    "too_short": _too_few,
    "too_long": lambda f, v, c: (f"Luettelossa {f} on liikaa rivejä.", f"Enintään {c['max_length']}."),
    "literal_error": lambda f, v, c: (_choice(f, v), did_you_mean(str(v), c["allowed"], at_most=None)),
    "model_type": lambda f, v, c: (
        f"Kenttä {f} on tyhjä."
        if v == ""
        else f"Kentässä {f} pitää olla kenttiä, mutta siinä on {shown(v)}.",
        f"Kirjoita alemmille riveille sisennettyinä: {', '.join(c['fields'])}.",
    ),
    # A record in a list of tagged records: pydantic's name for it, since it looks for the tag first.
    "model_attributes_type": lambda f, v, c: (
        f"Luettelon {f} rivillä pitää olla kenttiä, mutta siinä on {shown(v)}.",
        "Aloita rivillä - id: ja sisennä muut kentät sen alle.",
    ),
    "date_from_datetime_parsing": lambda f, v, c: (
        f"Kentän {f} päiväys {shown(v)} ei kelpaa.",
        "Kirjoita päiväys muodossa 2025-01-31.",
    ),
    "date_parsing": lambda f, v, c: (
        f"Kentän {f} päiväys {shown(v)} ei kelpaa.",
        "Kirjoita päiväys muodossa 2025-01-31.",
    ),
    "date_type": lambda f, v, c: (
        f"Kentän {f} päiväys {shown(v)} ei kelpaa.",
        "Kirjoita päiväys muodossa 2025-01-31.",
    ),
    "union_tag_not_found": lambda f, v, c: (
        f"Kenttä {tag(c)} puuttuu.",
        f"Mahdolliset arvot: {c['allowed_types']}.",
    ),
    "union_tag_invalid": lambda f, v, c: (
        _choice(tag(c), v[tag(c)]),
        did_you_mean(c["tag"], c["expected_tags"].replace("'", "").split(", ")),
    ),
}

# The same mistakes in one value of the list that the field is.
_IN_LIST: Mapping[str, Wording] = {
    "string_type": lambda f, v, c: (
        f"Luettelossa {f} pitää olla tekstiä, mutta siinä on {shown(v)}.",
        "Poista sisemmät hakasulkeet tai luetelmaviivat."
        if isinstance(v, list)
        else "Laita koko arvo lainausmerkkeihin.",
    ),
    "string_too_short": lambda f, v, c: (f"Luettelossa {f} on tyhjä arvo.", "Täydennä tai poista se."),
    "model_type": lambda f, v, c: (
        f"Luettelon {f} rivillä pitää olla kenttiä, mutta siinä on {shown(v)}.",
        _records(c["fields"]),
    ),
}


def field_problem(
    kind: str, field: str, value: Any, context: Mapping[str, Any], *, in_list: bool = False
) -> tuple[str, str]:
    """Finnish message and hint for one of pydantic's errors.

    Args:
        kind: pydantic's name of the error type.
        field: the field it is in.
        value: the wrong value.
        context: the error's own ``ctx`` with ``allowed`` and ``allowed_types`` where there is a choice, and
            with ``fields``, ``example`` and ``required`` (:mod:`handbook.reading.validate`).
        in_list: whether ``value`` is one of the values of the list ``field``.

    Raises:
        KeyError: the error type has no wording here, which is a programmer's omission.
    """
    wording = (_IN_LIST if in_list and kind in _IN_LIST else _FIELDS)[kind]
    return wording(named(field), value, context)
