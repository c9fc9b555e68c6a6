"""Building blocks of the data models: kinds of text and reference, base classes of records and statements.

Each room's ``model`` module (in :mod:`handbook.content` one module a subject) defines once what an editor may
write; the checks, their messages and the editors' help are derived from it. Names are those of the data, in
Finnish. Descriptions are Finnish, since editors read them while typing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from handbook.reading.problems import did_you_mean

EI_KERROTA = "ei-kerrota"
EI_VIELA = "ei-viela"
EI_NIMETTY = "ei-nimetty"

# Patterns of an id and of a fact's id.
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_FACT_ID = "[A-Z][1-9][0-9]*"


def content_error(field: str, message: str, hint: str) -> PydanticCustomError:
    """An error of the content in Finnish; :mod:`handbook.reading.validate` adds its file and row.

    ``field`` says which field of the record the problem points at.
    """
    return PydanticCustomError(f"sisalto.{field}", "{message}", {"message": message, "hint": hint})


def _kebab(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


def _checked_id(value: str) -> str:
    if not re.fullmatch(_ID, value):
        suggestion = _kebab(value)
        raise content_error(
            "tunnus",
            f"Tunnus ”{value}” ei kelpaa: käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja.",
            f"Tarkoititko {suggestion}?" if suggestion else "Kirjoita esimerkiksi oma-tunnus.",
        )
    return value


def _checked_fact_id(value: str) -> str:
    if not re.fullmatch(_FACT_ID, value):
        raise content_error(
            "tunnus",
            f"Väittämän tunnus ”{value}” ei kelpaa.",
            "Kirjoita iso kirjain ja numero, esimerkiksi K1.",
        )
    return value


def _not_reserved(value: str) -> str:
    """Refuses the words for silence: where they have no special meaning, readers would see them as text."""
    if value in (EI_KERROTA, EI_VIELA, EI_NIMETTY):
        raise content_error(
            "teksti",
            f"Tässä kentässä ei voi käyttää arvoa {value}.",
            "Kirjoita teksti tai poista kenttä, jos se ei ole pakollinen.",
        )
    return value


def _matching(value: Any, pattern: str, error: Literal["bool_type", "int_parsing", "date_type"]) -> Any:
    """``value``, unless it is text that does not match ``pattern``: then raises pydantic's own ``error``."""
    if isinstance(value, str) and value and not re.fullmatch(pattern, value):
        raise PydanticKnownError(error)
    return value


# Keys and list positions that lead to a part of a document (:class:`handbook.reading.yaml_text.Document`).
Place = tuple[int | str, ...]


@dataclass(frozen=True)
class KnownIds:
    """The ids of one kind that exist.

    ``called`` is the kind's name in a message, ``where`` a sentence on where the ids are. ``removed`` are ids
    that are known to have been there, and ``removed_hint`` is what to do with a reference to one of them.
    """

    called: str
    where: str
    ids: tuple[str, ...]
    removed: tuple[str, ...] = ()
    removed_hint: str = ""


# Kind of reference → the ids that exist. A kind that is left out is not checked, so that a broken file does
# not make every reference to it a problem as well.
Known = Mapping[str, KnownIds]


@dataclass(frozen=True)
class Viittaus:
    """Marks a text as a reference: an id that must exist in the validation context under ``kind``."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: Any, info: core_schema.ValidationInfo) -> Any:
        unknown = unknown_id(self.kind, str(value), info.context or {})
        if unknown:
            raise content_error("viittaus", *unknown)
        return value


@dataclass(frozen=True)
class Osaviittaus:
    """Marks a text as a reference to a part of a record: an option of a question.

    The record is what the nearest reference of kind ``record`` names: the key above, or the field beside.
    Whether the part exists is a rule across files (:func:`handbook.chooser.checks.unknown_options`).
    """

    kind: str
    record: str


def unknown_id(kind: str, value: str, known: Known) -> tuple[str, str] | None:
    """Message and hint if ``value`` is no id of ``kind``; ``None`` if it is or if the kind is not checked."""
    if kind not in known or value in known[kind].ids:
        return None
    ids = known[kind]
    # What was removed was not misspelt, however near another id is.
    hint = ids.removed_hint if value in ids.removed else did_you_mean(value, ids.ids) or ids.where
    return f"Tuntematon {ids.called} {value}.", hint


@dataclass(frozen=True)
class _AbsentAs:
    """Marks an optional value whose absence must be written out as ``word``."""

    word: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: None if value == self.word else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "anyOf": [
                handler(schema),
                {"const": self.word, "errorMessage": f"Kirjoita arvo tai sana {self.word}."},
            ]
        }


def _as_pattern(pattern: str, help_text: str) -> WithJsonSchema:
    """How the editors' help checks such a text (:mod:`handbook.reading.schemas`)."""
    return WithJsonSchema(
        {"type": ["string", "number", "boolean"], "pattern": f"^{pattern}$", "errorMessage": help_text}
    )


Teksti = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_not_reserved)]
Lyhyt = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=170), AfterValidator(_not_reserved)
]
Kuvaus = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160), AfterValidator(_not_reserved)
]
Tunnus = Annotated[
    Teksti,
    BeforeValidator(lambda value: _checked_id(value) if isinstance(value, str) and value else value),
    _as_pattern(_ID, "Käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja: oma-tunnus."),
]
FaktaTunnus = Annotated[
    Teksti,
    BeforeValidator(lambda value: _checked_fact_id(value) if isinstance(value, str) and value else value),
    _as_pattern(_FACT_ID, "Kirjoita iso kirjain ja numero, esimerkiksi K1."),
]
FaktaViite = Annotated[
    Teksti,
    Viittaus("fakta"),
    _as_pattern(_FACT_ID, "Kirjoita väittämän tunnus (data/facts.yml), esimerkiksi K1."),
]
_WHOLE_NUMBER = BeforeValidator(lambda value: _matching(value, "0|-?[1-9][0-9]{0,5}", "int_parsing"))
# pydantic would take "01" and "1.0" for 1, and a file could then hold the same number twice unnoticed.
Numero = Annotated[int, _WHOLE_NUMBER]
# pydantic would take "yes", "on" and "1" for true.
Kylla = Annotated[bool, BeforeValidator(lambda value: _matching(value, "true|false", "bool_type"))]
LahdeViite = Annotated[Numero, Viittaus("lahde")]
PalveluViite = Annotated[Teksti, Viittaus("palvelu")]
TermiViite = Annotated[Teksti, Viittaus("termi")]
TarkistusViite = Annotated[Teksti, Viittaus("tarkistus")]
SivuViite = Annotated[Teksti, Viittaus("sivu")]

T = TypeVar("T")
R = TypeVar("R", bound=BaseModel)
# The source's silence is written out as a word, so that it can never be read as "no" or "free".
Kerrottu = Annotated[T | None, _AbsentAs(EI_KERROTA)]
# pydantic would take "0" for 1970-01-01.
Paiva = Annotated[
    date, BeforeValidator(lambda value: _matching(value, "[0-9]{4}-[0-9]{2}-[0-9]{2}", "date_type"))
]
Kuukausia = Annotated[int, Field(ge=1, le=120), _WHOLE_NUMBER]
Nimetty = Annotated[Teksti | None, _AbsentAs(EI_NIMETTY)]
Tarkistettu = Annotated[Paiva | None, _AbsentAs(EI_VIELA)]

# The icons that cards may show: file names in the theme's material/templates/.icons/material.
Kuvake = Literal[
    "account-tie-voice",
    "hand-heart",
    "account-group",
    "briefcase-search",
    "clipboard-pulse",
    "stethoscope",
    "human-wheelchair",
    "account-multiple-check",
    "sitemap",
    "hospital-building",
    "school",
    "bank",
    "home-heart",
    "briefcase-account",
    "magnify-scan",
]


class Malli(BaseModel):
    """Base of all records: unknown fields are refused, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Yllapidettava(Malli, title="Ylläpidettävä sisältö"):
    """Content that someone maintains, with its own upkeep where that differs from ``data/upkeep.yml``."""

    omistaja: Teksti | None = Field(
        default=None, description="Taho, joka vastaa tästä sisällöstä, jos eri kuin data/upkeep.yml kertoo."
    )
    tarkistusvali: Kuukausia | None = Field(
        default=None,
        description="Monenko kuukauden välein tämä tarkistetaan, jos eri kuin data/upkeep.yml kertoo.",
    )


class Perusteltu(Malli):
    """Anything that states something to the reader; it names the facts it follows from."""

    perusta: list[FaktaViite] = Field(
        min_length=1, description="Väittämät (data/facts.yml), joista tämä seuraa."
    )
    lahteet: list[LahdeViite] = Field(default=[], description="Numeroidut lähteet (data/sources.yml).")
    tarkistus: TarkistusViite | None = Field(
        default=None, description="Tarkistettavan asian tunnus (data/reviews.yml)."
    )


class Kohta(Perusteltu, title="Väite"):
    """One statement of the handbook, in its own words."""

    teksti: Teksti = Field(description="Väite lukijalle: yksi asia, selkeää yleiskieltä.")


class Tieto(Kohta, title="Väite, joka on myös kortissa"):
    """A statement that the service card shows too, in a few words."""

    lyhyesti: Lyhyt = Field(description="Sama muutamalla sanalla palvelukorttiin.")


def grounded_parts(record: BaseModel) -> Iterator[Perusteltu]:
    """Every :class:`Perusteltu` inside a record, itself included, in the order of the fields."""
    yield from (part for _, part in located_parts(record, Perusteltu))


def located_parts(record: BaseModel, kind: type[R], place: Place = ()) -> Iterator[tuple[Place, R]]:
    """Every part of a record that is of ``kind``, with its place; ``place`` is that of the record itself."""
    if isinstance(record, kind):
        yield place, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from located_parts(value, kind, (*place, name))
        for i, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, BaseModel):
                yield from located_parts(item, kind, (*place, name, i))


def texts_in(record: BaseModel) -> Iterator[str]:
    """Every text inside a record, ids included, in the order of the fields."""
    for value in _values(record):
        if isinstance(value, BaseModel):
            yield from texts_in(value)
        elif isinstance(value, str):
            yield value


def _values(record: BaseModel) -> Iterator[Any]:
    """The values of a record's fields, lists item by item."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        yield from value if isinstance(value, list) else [value]
