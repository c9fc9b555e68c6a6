"""A statement cannot be lost: what the data says, and what a page's foot claims, is on the page."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import checked
import pytest
from statements import lost_fields, lost_marks, lost_statements, page_name, shown

from handbook.content.services import Palvelu, Palvelut
from handbook.files import FILE_OF
from handbook.reading.fields import Teksti

pytestmark = pytest.mark.xdist_group("site")


def test_everything_that_is_written_is_shown(site: Path) -> None:
    whole, pages = checked.whole(), shown(site)
    assert [*lost_statements(whole, pages), *lost_fields(whole, pages), *lost_marks(whole, pages)] == []


class WithNewField(Palvelu, title="Palvelu, jolla on uusi kenttä"):
    """A service as it is when a field was added to the model and to the data, and to no template."""

    lisatieto: Teksti


def test_new_field_without_a_place_in_a_template_is_named(site: Path) -> None:
    whole = checked.whole()
    services = whole.records(Palvelut)
    first = next(palvelu for palvelu in services.palvelut if isinstance(palvelu, Palvelu))
    added = WithNewField.model_construct(**dict(first), lisatieto="Tätä ei näytetä missään.")
    changed = services.model_copy(update={"palvelut": [added, *services.palvelut[1:]]})
    models = {**whole.models, FILE_OF[Palvelut].name: changed}
    lost = list(lost_fields(dataclasses.replace(whole, models=models), shown(site)))
    assert any(
        line.startswith(
            "data/services.yml: Millään sivulla ei ole tekstiä ”Tätä ei näytetä missään.” (palvelut."
            "lisatieto)"
        )
        for line in lost
    )


def test_statement_that_a_page_is_said_to_tell_is_named(site: Path) -> None:
    whole, pages = checked.whole(), shown(site)
    sivu = next(sivu for sivu in whole.kirja.sivut if whole.kirja.sivun_kohdat(sivu))
    emptied = {**pages, page_name(sivu.tiedosto): ""}
    assert f"docs/{sivu.tiedosto}" in {line.split(":")[0] for line in lost_statements(whole, emptied)}
