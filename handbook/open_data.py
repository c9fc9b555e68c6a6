"""Open data: the content as JSON for other systems, each file beside the JSON Schema that it follows.

Names of the fields are the data's own. ``null`` means that the source says nothing or that a field was not given. Within a version
of the interface fields are only added; when one is taken away or changes its meaning, the version and with it the folder changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pydantic

from handbook.kasikirja import Kasikirja
from handbook.model import Faktat, Lahteet, Palvelut, Sanasto, Tarkistukset
from handbook.model_kuvat import Kuvat
from handbook.schemas import Suomeksi

VERSIO = 1
KANSIO = f"api/v{VERSIO}"

# Name of the file → its records. Facts and reviews are there because the others refer to them.
AINEISTOT: Mapping[str, Callable[[Kasikirja], pydantic.BaseModel]] = {
    "services": lambda kirja: Palvelut.model_construct(palvelut=list(kirja.palvelut), ensiaskel=kirja.ensiaskel),
    "pathways": lambda kirja: Kuvat.model_construct(kuvat=list(kirja.kuvat), ohjaajat=list(kirja.ohjaajat), kartta=list(kirja.kartta)),
    "sources": lambda kirja: Lahteet.model_construct(lahteet=list(kirja.lahteet)),
    "glossary": lambda kirja: Sanasto.model_construct(termit=list(kirja.termit)),
    "quiz": lambda kirja: kirja.kysely,
    "facts": lambda kirja: Faktat.model_construct(luvut=list(kirja.luvut), faktat=list(kirja.faktat)),
    "reviews": lambda kirja: Tarkistukset.model_construct(tarkistukset=list(kirja.tarkistukset)),
}


def open_data(kasikirja: Kasikirja) -> dict[str, str]:
    """Every file of the interface: its path in the site, and its text. The same content gives the same bytes."""
    tiedostot = {}
    for nimi, tietueet in AINEISTOT.items():
        malli = tietueet(kasikirja)
        tiedostot[f"{KANSIO}/{nimi}.json"] = _json(
            {"$schema": f"{nimi}.schema.json", "versio": VERSIO, "sisalto": kasikirja.versio, **malli.model_dump(mode="json")})
        tiedostot[f"{KANSIO}/{nimi}.schema.json"] = _json(_schema(type(malli)))
    return tiedostot


def _schema(malli: type[pydantic.BaseModel]) -> dict[str, Any]:
    """The schema of a file (JSON Schema 2020-12): the model's own, and what stands above the records."""
    schema = malli.model_json_schema(mode="serialization", schema_generator=Suomeksi)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["properties"] = {
        "$schema": {"type": "string", "description": "Tämän tiedoston JSON-skeema."},
        "versio": {"const": VERSIO, "description": "Rajapinnan versio."},
        "sisalto": {"type": "string", "description": "Sisällön tunniste: vaihtuu, kun jokin käsikirjassa muuttuu."},
        **schema["properties"],
    }
    schema["required"] = ["$schema", "versio", "sisalto", *schema["required"]]
    return schema


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
