"""Data model of a page's front matter."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo

from handbook.reading.fields import (
    FaktaViite,
    Kuvaus,
    Malli,
    Tarkistettu,
    Teksti,
    Yllapidettava,
    content_error,
)

# The file of a page in ``docs/``, also one that is no more.
_PAGE = re.compile(r"(?:[\w-]+/)*[\w-]+\.md")


def page_address(file: str) -> str:
    """One name for the files that become the same address: ``palvelut.md`` and ``palvelut/index.md``."""
    return re.sub(r"(^|/)index$", "", file.removesuffix(".md"))


def _old_page(value: str, info: ValidationInfo) -> str:
    """Refuses what never was a page's file, and the address of a page that exists."""
    if value.startswith(("/", "~")) or ".." in value.split("/") or re.match(r"\w+:", value):
        raise content_error(
            "osoite",
            f"Vanha osoite {value} johtaa kansion docs ulkopuolelle.",
            "Kirjoita sivun entinen tiedosto kansiosta docs alkaen, esimerkiksi polut/vanha.md.",
        )
    if not _PAGE.fullmatch(value):
        raise content_error(
            "osoite",
            f"Vanha osoite {value} ei ole sivun tiedosto.",
            "Kirjoita sivun entinen tiedosto kansiosta docs alkaen, esimerkiksi polut/vanha.md.",
        )
    known: Any = (info.context or {}).get("sivu")
    existing = {page_address(file): file for file in known.ids} if known else {}
    if page_address(value) in existing:
        raise content_error(
            "osoite",
            f"Vanhassa osoitteessa {value} on sivu docs/{existing[page_address(value)]}.",
            "Poista osoite luettelosta tai poista sivu.",
        )
    return value


VanhaOsoite = Annotated[Teksti, AfterValidator(_old_page)]


class Hakuasetukset(Malli, title="Sivun asetukset haussa"):
    """How the search treats a page. ``boost`` is the theme's name."""

    boost: Literal["0.5", "2"] = Field(
        description="0.5 = sivu on hakutuloksissa muita alempana, 2 = muita ylempänä."
    )


class Etutiedot(Yllapidettava, title="Sivun etutiedot"):
    """The front matter of a page in ``docs/``.

    ``description``, ``search`` and ``hide`` are names of the site generator.
    """

    description: Kuvaus = Field(
        description="Sivun sisältö yhdellä lauseella hakutuloksiin, enintään 160 merkkiä."
    )
    perusta: list[FaktaViite] = Field(default=[], description="Väittämät, jotka sivun teksti kertoo.")
    tarkistettu: Tarkistettu = Field(
        default=None, description="Päivä, jona sisällön omistaja tarkisti sivun, tai ei-viela."
    )
    vanhat_osoitteet: list[VanhaOsoite] = Field(
        default=[],
        description="Tiedostot, joissa sivu oli ennen, esimerkiksi polut/vanha.md: niistä pääsee tänne.",
    )
    search: Hakuasetukset | None = Field(default=None, description="Sivun paino haussa.")
    hide: list[Literal["navigation", "toc", "path"]] = Field(
        default=[], description="Mitä sivun reunoilta piilotetaan."
    )
