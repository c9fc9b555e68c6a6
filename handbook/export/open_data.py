"""Open data: the content as JSON for other systems, each file with the JSON Schema that it follows.

Field names are those of the data. ``null`` means that the source says nothing or that a field was not given.
Within a version of the interface fields are only added; if one is removed or changes its meaning, the version
changes, and with it the folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import pydantic

from handbook.files import FILES
from handbook.reading.schemas import FinnishSchema

VERSION = 1
FOLDER = f"api/v{VERSION}"


def open_data(models: Mapping[str, pydantic.BaseModel], version: str) -> dict[str, str]:
    """Every file of the interface, as path in the site → text. The same content gives the same bytes.

    ``models`` are the contents of the data files by name (:class:`handbook.check.Whole`); ``version``
    identifies them.
    """
    published = {}
    for file in FILES:
        if not file.open_data:
            continue
        name, model = PurePath(file.name).stem, models[file.name]
        published[f"{FOLDER}/{name}.json"] = _json(
            {
                "$schema": f"{name}.schema.json",
                "versio": VERSION,
                "sisalto": version,
                **model.model_dump(mode="json"),
            }
        )
        published[f"{FOLDER}/{name}.schema.json"] = _json(_schema(type(model)))
    return published


def _schema(model: type[pydantic.BaseModel]) -> dict[str, Any]:
    """The schema of a file (JSON Schema 2020-12): the model's own, and the fields above the records."""
    schema = model.model_json_schema(mode="serialization", schema_generator=FinnishSchema)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["properties"] = {
        "$schema": {"type": "string", "description": "Tämän tiedoston JSON-skeema."},
        "versio": {"const": VERSION, "description": "Rajapinnan versio."},
        "sisalto": {
            "type": "string",
            "description": "Sisällön tunniste: vaihtuu, kun jokin käsikirjassa muuttuu.",
        },
        **schema["properties"],
    }
    schema["required"] = ["$schema", "versio", "sisalto", *schema["required"]]
    return schema


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
