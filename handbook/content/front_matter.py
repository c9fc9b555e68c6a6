"""Data model of a page's front matter."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handbook.reading.fields import FaktaViite, Kuvaus, Malli, Tarkistettu, Yllapidettava


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
    search: Hakuasetukset | None = Field(default=None, description="Sivun paino haussa.")
    hide: list[Literal["navigation", "toc", "path"]] = Field(
        default=[], description="Mitä sivun reunoilta piilotetaan."
    )
