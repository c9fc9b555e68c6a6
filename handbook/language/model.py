"""Data model of ``data/language.yml``: words that are allowed, and words that are advised against."""

from __future__ import annotations

from pydantic import Field

from handbook.reading.fields import Malli, Teksti


class Kartettava(Malli, title="Kartettava sana"):
    """A word that the handbook does not use."""

    sana: Teksti = Field(
        description="Sanan alku, joka ei muutu taivutuksessa; isoin kirjaimin, jos se on lyhenne."
    )
    sijaan: Teksti = Field(description="Mitä käsikirja käyttää sen sijaan.")
    syy: Teksti = Field(description="Miksi, yhdellä virkkeellä.")
    paitsi: list[Teksti] = Field(
        default=[], description="Tiedostot, joissa sana saa olla, esimerkiksi data/sources.yml."
    )


class Kieli(Malli, title="Kielen tarkistus"):
    """``data/language.yml``."""

    sallitut: list[Teksti] = Field(
        description="Oikeat sanat, joita oikoluku ei tunne: sanan alku, joka ei muutu taivutuksessa."
    )
    kartettavat: list[Kartettava] = Field(default=[], description="Sanat, joita käsikirja ei käytä.")
