"""Data models of the search: ``data/synonyms.yml``, and ``data/queries.yml``, by which it is measured."""

from __future__ import annotations

from pydantic import Field

from handbook.reading.fields import Malli, SivuViite, Teksti


class Synonyymi(Malli, title="Synonyymi"):
    """A word of the handbook and what readers type when they mean it."""

    sana: Teksti = Field(description="Sana tai sanat, joita käsikirja käyttää, perusmuodossa.")
    hakusanat: list[Teksti] = Field(
        min_length=1, description="Mitä lukijat kirjoittavat hakuun, kun he tarkoittavat sitä."
    )


class Synonyymit(Malli, title="Haun synonyymit"):
    """``data/synonyms.yml``."""

    synonyymit: list[Synonyymi] = Field(min_length=1, description="Käsikirjan sanat ja niiden hakusanat.")


# The class of queries that must find nothing.
EI_MITAAN = "ei mitään"


class Haku(Malli, title="Lukijan haku"):
    """What a reader types, and the pages that answer it."""

    haku: Teksti = Field(description="Mitä lukija kirjoittaa hakuun, virheineen.")
    sivut: list[SivuViite] = Field(
        description="Sivut (tiedostot kansiossa docs), joista jokin vastaa; luokassa ei mitään []."
    )


class Hakuluokka(Malli, title="Hakujen luokka"):
    """Queries that are hard for the same reason."""

    luokka: Teksti = Field(description="Luokan nimi, esimerkiksi kirjoitusvirhe tai ei mitään.")
    haut: list[Haku] = Field(min_length=1, description="Luokan haut.")


class Haut(Malli, title="Lukijoiden haut"):
    """``data/queries.yml``."""

    luokat: list[Hakuluokka] = Field(
        min_length=1, description="Mitä lukijat kirjoittavat hakuun, luokittain."
    )
