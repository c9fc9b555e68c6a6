"""The fixture handbooks are rich enough: what a model allows is in one of them, so that it is proved."""

from __future__ import annotations

from collections.abc import Iterator

import checked
from pydantic import BaseModel

from handbook.content.macros import MACROS
from handbook.files import MODELS
from handbook.reading.fields import Malli


def given(value: object) -> Iterator[tuple[str, str]]:
    """The model and the name of every field that is written out inside a record."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield from ((type(value).__name__, name), *given(getattr(value, name)))
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from given(part)


def allowed(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """``Malli``'s subclasses that stand for data: those that no other one only builds on."""
    for sub in model.__subclasses__():
        yield from allowed(sub)
        if sub.__module__.startswith("handbook."):
            yield sub


def test_every_field_is_used() -> None:
    handbooks = checked.whole(), checked.county()
    used = {pair for whole in handbooks for model in MODELS.values() for pair in given(whole.records(model))}
    used |= {pair for whole in handbooks for sivu in whole.kirja.sivut for pair in given(sivu.etutiedot)}
    kinds = {name for name, _ in used}
    missing = {
        (model.__name__, field)
        for model in allowed(Malli)
        if model.__name__ in kinds
        for field in model.model_fields
        if (model.__name__, field) not in used
    }
    assert missing == set()
    unused = {model.__name__ for model in allowed(Malli) if not model.__subclasses__()} - kinds
    assert unused == set()


def test_every_macro_is_called() -> None:
    called = {
        kutsu.makro
        for whole in (checked.whole(), checked.county())
        for sivu in whole.kirja.sivut
        for kutsu in sivu.kutsut
    }
    assert called == set(MACROS)
