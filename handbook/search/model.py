"""Data model of ``data/synonyms.yml``."""

from __future__ import annotations

from pydantic import Field

from handbook.reading.fields import Malli, Teksti


class Synonyymi(Malli, title="Synonyymi"):
    """A word of the handbook and what readers type when they mean it."""

    sana: Teksti = Field(description="Sana tai sanat, joita käsikirja käyttää, perusmuodossa.")
    hakusanat: list[Teksti] = Field(
        min_length=1, description="Mitä lukijat kirjoittavat hakuun, kun he tarkoittavat sitä."
    )


class Synonyymit(Malli, title="Haun synonyymit"):
    """``data/synonyms.yml``."""

    synonyymit: list[Synonyymi] = Field(min_length=1, description="Käsikirjan sanat ja niiden hakusanat.")
