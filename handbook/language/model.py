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


class Lievennys(Malli, title="Lieventävä ilmaus"):
    """Words that soften a statement in the same way; any of them will do."""

    nimi: Teksti = Field(description="Miksi ilmausta kutsutaan huomautuksessa, esimerkiksi voi.")
    sanat: list[Teksti] = Field(min_length=1, description="Sanat, jotka merkitsevät samaa, perusmuodossa.")


class Lieventamaton(Malli, title="Kohta, joka ei tarvitse lievennystä"):
    """A statement that is right without the softening word of its fact."""

    teksti: Teksti = Field(description="Väitteen alku tai osa sellaisena kuin se on sisällössä.")
    syy: Teksti = Field(description="Miksi lievennystä ei tarvita, yhdellä virkkeellä.")


class Kieli(Malli, title="Kielen tarkistus"):
    """``data/language.yml``."""

    sallitut: list[Teksti] = Field(
        description="Oikeat sanat, joita oikoluku ei tunne: sanan alku, joka ei muutu taivutuksessa."
    )
    kartettavat: list[Kartettava] = Field(default=[], description="Sanat, joita käsikirja ei käytä.")
    lievennykset: list[Lievennys] = Field(
        default=[], description="Ilmaukset, joiden on säilyttävä, kun väittämä kerrotaan omin sanoin."
    )
    lieventamattomat: list[Lieventamaton] = Field(
        default=[], description="Kohdat, joista lievennys on jätetty pois tarkoituksella."
    )
