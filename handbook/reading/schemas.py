"""Help while typing: JSON Schemas of the data files, made from the models for the editors' YAML tools.

They know the *form* of the content and nothing of its ids: a schema with ids would grow stale by every edit, also by one
made in the browser, where nobody can make it anew. Ids are the checks' business (:mod:`handbook.check`).

The files in ``data/schema/`` follow JSON Schema 2020-12. ``errorMessage`` and ``patternErrorMessage`` are words of the YAML
language server; it has no Finnish of its own, so every rule that it lets us word is written so that it can be worded.

The YAML tools see numbers and booleans where our loader keeps text (``vuosi: 2023``), hence ``type`` lists. What JSON Schema
cannot say stays with the checks: references, rules between fields, a date that no calendar has.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pydantic
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from handbook.reading.problems import Problem

KANSIO = "data/schema"


class Suomeksi(GenerateJsonSchema):
    """JSON Schema with the models' Finnish titles and descriptions of fields, and without what is for programmers."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A field's title would be its name again."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A record, without its docstring."""
        result = super().model_schema(schema)
        result.pop("description", None)
        return result


class _Muoto(Suomeksi):
    """What the loader takes, as JSON Schema with Finnish words. Every method is pydantic's own hook for one kind of value."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(
            schema["schema"]
        )  # a default offered while typing would be typed in needlessly

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])  # a field may be left out, never left empty

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        enintaan = schema.get("max_length")
        if enintaan is None:
            return {
                "type": ["string", "number", "boolean"],
                "pattern": r"\S",
                "errorMessage": "Kirjoita tähän tekstiä.",
            }
        # A pattern, since the length is told in English only. White space round the text does not count.
        return {
            "type": ["string", "number", "boolean"],
            "pattern": rf"^\s*\S(.{{0,{enintaan - 2}}}\S)?\s*$",
            "errorMessage": f"Kirjoita tähän tekstiä, enintään {enintaan} merkkiä.",
        }

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        pienin = schema.get("ge", 1)  # a reference to a number has no limit of its own
        return {
            "type": ["integer", "string"],
            "minimum": pienin,
            "maximum": schema.get("le", 999_999),
            "pattern": "^[1-9][0-9]{0,5}$" if pienin else "^(0|[1-9][0-9]{0,5})$",
            "errorMessage": "Kirjoita pelkkä numero, esimerkiksi 3.",
        }

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {
            "type": ["boolean", "string"],
            "pattern": "^(true|false)$",
            "errorMessage": "Kirjoita true tai false, tai poista kenttä.",
        }

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {"type": "string", "format": "date", "errorMessage": "Kirjoita päiväys muodossa 2025-01-31."}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        sanat = schema["expected"]
        return {"enum": sanat, "errorMessage": f"Mahdolliset arvot: {', '.join(map(str, sanat))}."}

    def list_schema(self, schema: core_schema.ListSchema) -> JsonSchemaValue:
        ohje = "Kirjoita luettelo: [arvo, arvo] tai jokainen omalle rivilleen viivan - perään."
        return super().list_schema(schema) | {"errorMessage": ohje}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        result = super().model_schema(schema)
        pakolliset = result.get("required", [])
        muut = [nimi for nimi in result["properties"] if nimi not in pakolliset]
        osat = [("Pakolliset", pakolliset), ("Muut", muut)]
        kentat = " ".join(f"{otsikko}: {', '.join(nimet)}." for otsikko, nimet in osat if nimet)
        result["errorMessage"] = f"Kenttä puuttuu tai on tuntematon. {kentat}"
        return result


def schema(model: type[pydantic.BaseModel]) -> dict[str, Any]:
    """The JSON Schema of one file's model."""
    return {"$schema": GenerateJsonSchema.schema_dialect, **model.model_json_schema(schema_generator=_Muoto)}


def schemas(models: Mapping[str, type[pydantic.BaseModel]]) -> dict[str, dict[str, Any]]:
    """The schemas of data files by name, ``services.json`` for ``services.yml``."""
    return {f"{Path(name).stem}.json": schema(model) for name, model in models.items()}


def write(root: Path, models: Mapping[str, type[pydantic.BaseModel]]) -> None:
    """Writes the schemas below ``root``."""
    folder = root / KANSIO
    folder.mkdir(exist_ok=True)
    for name, content in schemas(models).items():
        (folder / name).write_text(_text(content), encoding="utf-8")


def schema_problems(root: Path, models: Mapping[str, type[pydantic.BaseModel]]) -> list[Problem]:
    """One problem if the files are not what the models say now; one command mends them all. Content without them has no such help."""
    folder = root / KANSIO
    if not folder.is_dir():
        return []
    for name, content in schemas(models).items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != _text(content).encode():
            return [
                Problem(
                    f"{KANSIO}/{name}",
                    1,
                    "Kirjoitusapu ei vastaa sisällön sääntöjä.",
                    "Aja .venv/bin/python -m handbook schemas. Tiedostoa ei muokata käsin.",
                )
            ]
    return []


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
