"""Help while typing: JSON Schemas of the data files, made from the models for the editors' YAML tools.

They know the *structure* of the content but not its ids. A schema with ids would go stale at every edit, and
someone who edits in the browser could not rebuild it. Ids are checked in :mod:`handbook.check`.

The files in ``data/schema/`` follow JSON Schema 2020-12. ``errorMessage`` and ``patternErrorMessage`` are
keywords of the YAML language server. It has no Finnish messages, so every rule takes a shape that these
keywords can give a message.

The YAML tools see numbers and booleans where our loader keeps text (``vuosi: 2023``), hence the ``type``
lists. What JSON Schema cannot express is left to the checks: references, rules between fields, a date that no
calendar has.
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

FOLDER = "data/schema"


class FinnishSchema(GenerateJsonSchema):
    """JSON Schema with the models' Finnish titles and descriptions, without the English docstrings."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No: a field's title would only repeat its name."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """The schema of a record, without its docstring."""
        result = super().model_schema(schema)
        result.pop("description", None)
        return result


class _InputSchema(FinnishSchema):
    """What the loader accepts, with Finnish messages. Each method is pydantic's hook for a kind of value."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        # Without the default: editors would offer it while typing, and it would be typed in needlessly.
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])  # a field may be left out, never left empty

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        at_most = schema.get("max_length")
        if at_most is None:
            return {
                "type": ["string", "number", "boolean"],
                "pattern": r"\S",
                "errorMessage": "Kirjoita tähän tekstiä.",
            }
        # A pattern, since the message of maxLength is always English. White space around the text does not
        # count.
        return {
            "type": ["string", "number", "boolean"],
            "pattern": rf"^\s*\S(.{{0,{at_most - 2}}}\S)?\s*$",
            "errorMessage": f"Kirjoita tähän tekstiä, enintään {at_most} merkkiä.",
        }

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        minimum = schema.get("ge", 1)  # a reference to a numbered record has no limit of its own
        return {
            "type": ["integer", "string"],
            "minimum": minimum,
            "maximum": schema.get("le", 999_999),
            "pattern": "^[1-9][0-9]{0,5}$" if minimum else "^(0|[1-9][0-9]{0,5})$",
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
        words = schema["expected"]
        return {"enum": words, "errorMessage": f"Mahdolliset arvot: {', '.join(map(str, words))}."}

    def list_schema(self, schema: core_schema.ListSchema) -> JsonSchemaValue:
        message = "Kirjoita luettelo: [arvo, arvo] tai jokainen omalle rivilleen viivan - perään."
        return super().list_schema(schema) | {"errorMessage": message}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        result = super().model_schema(schema)
        required = result.get("required", [])
        optional = [name for name in result["properties"] if name not in required]
        groups = [("Pakolliset", required), ("Muut", optional)]
        fields = " ".join(f"{title}: {', '.join(names)}." for title, names in groups if names)
        result["errorMessage"] = f"Kenttä puuttuu tai on tuntematon. {fields}"
        return result


def schema(model: type[pydantic.BaseModel]) -> dict[str, Any]:
    """The JSON Schema of one file's model."""
    generated = model.model_json_schema(schema_generator=_InputSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **generated}


def schemas(models: Mapping[str, type[pydantic.BaseModel]]) -> dict[str, dict[str, Any]]:
    """The schemas of data files by file name: ``services.json`` for the model of ``services.yml``."""
    return {f"{Path(name).stem}.json": schema(model) for name, model in models.items()}


def write(root: Path, models: Mapping[str, type[pydantic.BaseModel]]) -> None:
    """Writes the schemas of ``models`` (by data file) below ``root``, into :data:`FOLDER`."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    for name, content in schemas(models).items():
        (folder / name).write_text(_text(content), encoding="utf-8")


def schema_problems(root: Path, models: Mapping[str, type[pydantic.BaseModel]]) -> list[Problem]:
    """At most one problem, if the schemas below ``root`` are outdated: one command rewrites them all.

    Content without a folder of schemas passes: it has no help to keep up to date.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    for name, content in schemas(models).items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != _text(content).encode():
            return [
                Problem(
                    f"{FOLDER}/{name}",
                    1,
                    "Kirjoitusapu ei vastaa sisällön sääntöjä.",
                    "Aja .venv/bin/python -m handbook schemas. Tiedostoa ei muokata käsin.",
                )
            ]
    return []


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
