"""The types that a pydantic model allows in a place of its data, found along the location of an error."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import Any, Literal, Union, get_args, get_origin

import pydantic

# A type that a value may have, and the words pydantic adds to an error's location when it chose that type.
Branch = tuple[tuple[str, ...], Any]


def branches(annotation: Any) -> list[Branch]:
    """The types a value may have: those of optional values and tagged unions one by one."""
    if hasattr(annotation, "__metadata__"):
        tags = tuple(part.tag for part in annotation.__metadata__ if isinstance(part, pydantic.Tag))
        return [(tags or own, type_) for own, type_ in branches(get_args(annotation)[0])]
    if get_origin(annotation) in (Union, types.UnionType):
        return [branch for arg in get_args(annotation) for branch in branches(arg)]
    fields = annotation.model_fields if _is_model(annotation) else {}
    words = [fields[name].annotation for name in ("tyyppi", "muoto") if name in fields]
    return [
        (tuple(tag for word in words if get_origin(word) is Literal for tag in get_args(word)), annotation)
    ]


def follow(options: Sequence[Branch], part: int | str) -> tuple[list[Branch], bool]:
    """The types one step further along an error's location, and whether that step is a tag."""
    tagged: list[Branch] = [((), type_) for tags, type_ in options if part in tags]
    if tagged:
        return tagged, True
    inner = [annotation for _, type_ in options for annotation in _inside(type_, part)]
    return [branch for annotation in inner for branch in branches(annotation)], False


def _inside(type_: Any, part: int | str) -> Sequence[Any]:
    """The type at ``part`` (a field or a position) of a value of ``type_``, if it has such a part."""
    if _is_model(type_):
        type_.model_rebuild()  # its fields may name a model defined later
        return [type_.model_fields[part].annotation] if part in type_.model_fields else []
    if get_origin(type_) is dict or (get_origin(type_) is list and isinstance(part, int)):
        return get_args(type_)[-1:]
    return []


def types_at(model: type[pydantic.BaseModel], path: Sequence[int | str]) -> list[Branch]:
    """The types at the end of ``path``, the location of one of pydantic's errors in ``model``."""
    found = branches(model)
    for part in path:
        found, _ = follow(found, part)
    return found


def _is_model(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, pydantic.BaseModel)


def models(options: Sequence[Branch]) -> list[type[pydantic.BaseModel]]:
    """The models among ``options``."""
    return [type_ for _, type_ in options if _is_model(type_)]


def fields(options: Sequence[Branch]) -> list[str]:
    """The fields of the models among ``options``, a model's own before inherited ones."""
    return list(
        dict.fromkeys(
            name
            for model in models(options)
            for name in sorted(model.model_fields, key=lambda field: field not in model.__annotations__)
        )
    )


def blank(options: Sequence[Branch]) -> str:
    """A placeholder for a value of the first type: ``[…]`` for a list of plain values, else ``…``."""
    type_ = options[0][1] if options else None
    if get_origin(type_) is list and not models(branches(get_args(type_)[0])):
        return "[…]"
    return "…"
