"""Open data: the content as JSON for other systems, each file beside the JSON Schema that it follows.

Names of the fields are the data's own. ``null`` means that the source says nothing or that a field was not given. Within a version
of the interface fields are only added; when one is taken away or changes its meaning, the version and with it the folder changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import pydantic

from handbook.files import FILES
from handbook.reading.schemas import FinnishSchema

VERSIO = 1
KANSIO = f"api/v{VERSIO}"


def open_data(models: Mapping[str, pydantic.BaseModel], version: str) -> dict[str, str]:
    """Every file of the interface: its path in the site, and its text. The same content gives the same bytes.

    ``models`` are the data files' contents by name (:class:`handbook.check.Whole`); ``version`` names the content.
    """
    published = {}
    for file in FILES:
        if not file.open_data:
            continue
        name, model = PurePath(file.name).stem, models[file.name]
        published[f"{KANSIO}/{name}.json"] = _json(
            {
                "$schema": f"{name}.schema.json",
                "versio": VERSIO,
                "sisalto": version,
                **model.model_dump(mode="json"),
            }
        )
        published[f"{KANSIO}/{name}.schema.json"] = _json(_schema(type(model)))
    return published


def _schema(malli: type[pydantic.BaseModel]) -> dict[str, Any]:
    """The schema of a file (JSON Schema 2020-12): the model's own, and what stands above the records."""
    schema = malli.model_json_schema(mode="serialization", schema_generator=FinnishSchema)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["properties"] = {
        "$schema": {"type": "string", "description": "Tämän tiedoston JSON-skeema."},
        "versio": {"const": VERSIO, "description": "Rajapinnan versio."},
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
