"""What the rule books of the data share: kinds of text and reference, and what every record and statement has.

Everything an editor may write is defined once in the ``model`` modules; the checks, their messages and the editors'
help come from them. Names are the data's own Finnish names. Descriptions are Finnish, since editors read them while
typing.
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

_TUNNUS = "[a-z0-9]+(-[a-z0-9]+)*"
_FAKTA = "[A-Z][1-9][0-9]*"


def sisaltovirhe(tyyppi: str, viesti: str, neuvo: str) -> PydanticCustomError:
    """An error of the content with its own Finnish words; the loader adds file and row."""
    return PydanticCustomError(f"sisalto.{tyyppi}", "{viesti}", {"viesti": viesti, "neuvo": neuvo})


def _kebab(teksti: str) -> str:
    ascii_teksti = unicodedata.normalize("NFKD", teksti.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_teksti).strip("-")


def _tunnus(arvo: str) -> str:
    if not re.fullmatch(_TUNNUS, arvo):
        ehdotus = _kebab(arvo)
        raise sisaltovirhe(
            "tunnus",
            f"Tunnus ”{arvo}” ei kelpaa: käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja.",
            f"Tarkoititko {ehdotus}?" if ehdotus else "Kirjoita esimerkiksi oma-tunnus.",
        )
    return arvo


def _fakta_tunnus(arvo: str) -> str:
    if not re.fullmatch(_FAKTA, arvo):
        raise sisaltovirhe(
            "tunnus",
            f"Väittämän tunnus ”{arvo}” ei kelpaa.",
            "Kirjoita iso kirjain ja numero, esimerkiksi K1.",
        )
    return arvo


def _ei_varattu(arvo: str) -> str:
    """The words for silence are no text: where a field does not know them, readers would see them as they are."""
    if arvo in (EI_KERROTA, EI_VIELA, EI_NIMETTY):
        raise sisaltovirhe(
            "teksti",
            f"Tässä kentässä ei voi käyttää arvoa {arvo}.",
            "Kirjoita teksti tai poista kenttä, jos se ei ole pakollinen.",
        )
    return arvo


def _muoto(arvo: Any, kuvio: str, virhe: Literal["bool_type", "int_parsing", "date_type"]) -> Any:
    """``arvo`` unless it is text of another form than ``kuvio``; then the problem pydantic would give."""
    if isinstance(arvo, str) and arvo and not re.fullmatch(kuvio, arvo):
        raise PydanticKnownError(virhe)
    return arvo


@dataclass(frozen=True)
class KnownIds:
    """The ids of one kind that exist. ``called`` is the kind's name in a message, ``where`` a sentence on where they are."""

    called: str
    where: str
    ids: tuple[str, ...]


# Kind of reference → the ids that exist. A kind that is left out is not checked, which is how a broken file is kept from
# making every reference to it a problem too.
Known = Mapping[str, KnownIds]


@dataclass(frozen=True)
class Viittaus:
    """Marks a text as the id of something elsewhere: it must exist in the validation context under ``laji``."""

    laji: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._tarkista, handler(source))

    def _tarkista(self, arvo: Any, info: core_schema.ValidationInfo) -> Any:
        virhe = tuntematon(self.laji, str(arvo), info.context or {})
        if virhe:
            raise sisaltovirhe("viittaus", *virhe)
        return arvo


def tuntematon(laji: str, arvo: str, known: Known) -> tuple[str, str] | None:
    """Message and hint if ``arvo`` is not among the known ids of ``laji``; ``None`` when it is, or cannot be known."""
    if laji not in known or arvo in known[laji].ids:
        return None
    return f"Tuntematon {known[laji].called} {arvo}.", did_you_mean(arvo, known[laji].ids) or known[
        laji
    ].where


@dataclass(frozen=True)
class Sanana:
    """Marks an optional value whose absence is written out as ``sana``."""

    sana: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda arvo: None if arvo == self.sana else arvo, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "anyOf": [
                handler(schema),
                {"const": self.sana, "errorMessage": f"Kirjoita arvo tai sana {self.sana}."},
            ]
        }


def _muotoinen(kuvio: str, ohje: str) -> WithJsonSchema:
    """The form of a checked text for the editors' help (:mod:`handbook.reading.schemas`)."""
    return WithJsonSchema(
        {"type": ["string", "number", "boolean"], "pattern": f"^{kuvio}$", "errorMessage": ohje}
    )


Teksti = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_ei_varattu)]
Lyhyt = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90), AfterValidator(_ei_varattu)
]
Kuvaus = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160), AfterValidator(_ei_varattu)
]
Tunnus = Annotated[
    Teksti,
    BeforeValidator(lambda arvo: _tunnus(arvo) if isinstance(arvo, str) and arvo else arvo),
    _muotoinen(_TUNNUS, "Käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja: oma-tunnus."),
]
FaktaTunnus = Annotated[
    Teksti,
    BeforeValidator(lambda arvo: _fakta_tunnus(arvo) if isinstance(arvo, str) and arvo else arvo),
    _muotoinen(_FAKTA, "Kirjoita iso kirjain ja numero, esimerkiksi K1."),
]
FaktaViite = Annotated[
    Teksti,
    Viittaus("fakta"),
    _muotoinen(_FAKTA, "Kirjoita väittämän tunnus (data/facts.yml), esimerkiksi K1."),
]
# pydantic would take "01" and "1.0" for 1, and a file could then hold the same number twice unnoticed.
Numero = Annotated[int, BeforeValidator(lambda arvo: _muoto(arvo, r"0|-?[1-9][0-9]{0,5}", "int_parsing"))]
# pydantic would take "yes", "on" and "1" for true.
Kylla = Annotated[bool, BeforeValidator(lambda arvo: _muoto(arvo, "true|false", "bool_type"))]
LahdeViite = Annotated[Numero, Viittaus("lahde")]
PalveluViite = Annotated[Teksti, Viittaus("palvelu")]
TermiViite = Annotated[Teksti, Viittaus("termi")]
TarkistusViite = Annotated[Teksti, Viittaus("tarkistus")]
SivuViite = Annotated[Teksti, Viittaus("sivu")]

T = TypeVar("T")
# The source's silence is written out as a word, so that it can never be read as "no" or "free".
Kerrottu = Annotated[T | None, Sanana(EI_KERROTA)]
# pydantic would take "0" for 1970-01-01.
Paiva = Annotated[
    date, BeforeValidator(lambda arvo: _muoto(arvo, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "date_type"))
]
Kuukausia = Annotated[
    int, Field(ge=1, le=120), BeforeValidator(lambda arvo: _muoto(arvo, "0|-?[1-9][0-9]{0,5}", "int_parsing"))
]
Nimetty = Annotated[Teksti | None, Sanana(EI_NIMETTY)]
Tarkistettu = Annotated[Paiva | None, Sanana(EI_VIELA)]

# The theme's Material Design icons that cards may carry (file names of material/templates/.icons/material).
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
    """What someone keeps true: its own upkeep, where it is not that of the whole handbook (``data/upkeep.yml``)."""

    omistaja: Teksti | None = Field(
        default=None, description="Taho, joka vastaa tästä sisällöstä, jos eri kuin data/upkeep.yml kertoo."
    )
    tarkistusvali: Kuukausia | None = Field(
        default=None,
        description="Monenko kuukauden välein tämä tarkistetaan, jos eri kuin data/upkeep.yml kertoo.",
    )


class Perusteltu(Malli):
    """Anything that tells the reader something: it has its ground in the facts."""

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
    """A statement that also stands on the service card in a few words."""

    lyhyesti: Lyhyt = Field(description="Sama muutamalla sanalla palvelukorttiin.")


def kohdat(malli: BaseModel) -> Iterator[Perusteltu]:
    """Every grounded part inside a record, in the order of its fields."""
    if isinstance(malli, Perusteltu):
        yield malli
    for nimi in type(malli).model_fields:
        arvo = getattr(malli, nimi)
        for osa in arvo if isinstance(arvo, list) else [arvo]:
            if isinstance(osa, BaseModel):
                yield from kohdat(osa)


def tekstit(malli: BaseModel) -> Iterator[str]:
    """Every text inside a record, in the order of its fields; ids too, which hold no words of their own."""
    for nimi in type(malli).model_fields:
        arvo = getattr(malli, nimi)
        for osa in arvo if isinstance(arvo, list) else [arvo]:
            if isinstance(osa, BaseModel):
                yield from tekstit(osa)
            elif isinstance(osa, str):
                yield osa
