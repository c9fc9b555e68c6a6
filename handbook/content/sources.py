"""Data models of what the handbook is based on: sources, facts, terms, and the matters to be confirmed."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from handbook.reading.fields import (
    FaktaTunnus,
    FaktaViite,
    Kerrottu,
    LahdeViite,
    Malli,
    Numero,
    TarkistusViite,
    Teksti,
    TermiViite,
    Tunnus,
    Viittaus,
    content_error,
)


class Lahde(Malli, title="Lähde"):
    """A numbered source; the numbers are those of the source handbook and never change."""

    numero: Numero = Field(ge=1, description="Lähteen numero.")
    nimi: Teksti = Field(description="Lähteen nimi.")
    julkaisija: Kerrottu[Teksti] = Field(description="Tekijä tai julkaisija, tai ei-kerrota.")
    laji: Teksti = Field(description="Esimerkiksi verkkosivu, laki, selvitys.")
    vuosi: Kerrottu[Teksti] = Field(description="Julkaisuvuosi, tai ei-kerrota.")
    saadosnumero: Teksti | None = Field(default=None, description="Säädöksen numero, esimerkiksi 381/2023.")
    osoite: Teksti | None = Field(default=None, description="Verkko-osoite https://…")
    url_tila: Literal["lahteessa", "vahvistettu", "todennakoinen", "puuttuu"] = Field(
        description="lahteessa = painettu käsikirjaan, vahvistettu = löydetty julkisesta aineistosta, "
        "todennakoinen = vahvistamatta (ei linkiksi), puuttuu = osoitetta ei ole."
    )

    @model_validator(mode="after")
    def _address_fits_its_state(self) -> Lahde:
        if self.osoite is None and self.url_tila != "puuttuu":
            raise content_error(
                "osoite",
                f"Lähteeltä {self.numero} puuttuu osoite, vaikka url_tila on {self.url_tila}.",
                "Lisää rivi osoite: https://… tai kirjoita url_tila: puuttuu.",
            )
        if self.osoite is not None and self.url_tila == "puuttuu":
            raise content_error(
                "osoite",
                f"Lähteellä {self.numero} on osoite, vaikka url_tila on puuttuu.",
                "Vaihda url_tila tai poista osoite.",
            )
        if self.osoite is not None and not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", self.osoite):
            raise content_error(
                "osoite",
                f"Lähteen {self.numero} osoite ”{self.osoite}” ei kelpaa.",
                "Kirjoita koko osoite: https://…",
            )
        return self

    @property
    def linkki(self) -> str | None:
        """The address, if it is confirmed: a guessed address never becomes a link."""
        return self.osoite if self.url_tila in ("lahteessa", "vahvistettu") else None


class Luku(Malli, title="Käsikirjan luku"):
    """A part of the source handbook."""

    id: Tunnus = Field(description="Luvun tunnus.")
    nimi: Teksti = Field(description="Luvun nimi.")


class Fakta(Malli, title="Väittämä"):
    """One claim of the source handbook."""

    id: FaktaTunnus = Field(description="Väittämän pysyvä tunnus, esimerkiksi K1.")
    luku: Annotated[Teksti, Viittaus("luku")] = Field(description="Luku, johon väittämä kuuluu.")
    teksti: Teksti = Field(description="Väittämä omin sanoin.")
    lahteet: list[LahdeViite] = Field(
        default=[], description="Numeroidut lähteet, joihin käsikirja tässä viittaa."
    )


class Termi(Malli, title="Sanaston termi"):
    """A word that a new employee meets."""

    id: Tunnus = Field(description="Termin tunnus.")
    termi: Teksti = Field(description="Termi perusmuodossa.")
    lyhenne: Teksti | None = Field(default=None, description="Lyhenne; sen selitys näkyy kaikilla sivuilla.")
    selite: Teksti = Field(description="Lyhyt selitys.")
    tuki: Literal["kasikirja", "julkinen", "tarkistettava"] = Field(
        description="kasikirja = seuraa väittämistä, julkinen = nimetystä julkisesta lähteestä, "
        "tarkistettava = vahvistettava."
    )
    perusta: list[FaktaViite] = Field(default=[], description="Väittämät, joista selitys seuraa.")
    lahteet: list[LahdeViite] = Field(default=[], description="Numeroidut lähteet.")
    julkinen_lahde: Teksti | None = Field(default=None, description="Julkisen lähteen nimi.")
    katso: list[TermiViite] = Field(default=[], description="Lähitermien tunnukset.")
    tarkistus: TarkistusViite | None = Field(
        default=None, description="Tarkistettavan asian tunnus (data/reviews.yml)."
    )

    @model_validator(mode="after")
    def _support_is_named(self) -> Termi:
        if self.tuki == "kasikirja" and not self.perusta:
            raise content_error(
                "tuki",
                f"Termiltä {self.id} puuttuu perusta, vaikka tuki on kasikirja.",
                "Lisää rivi perusta: [K1] tai vaihda tuki.",
            )
        if (self.tuki == "julkinen") != (self.julkinen_lahde is not None):
            raise content_error(
                "tuki",
                f"Termin {self.id} tuki ja julkinen_lahde eivät sovi yhteen.",
                "Anna julkinen_lahde silloin ja vain silloin, kun tuki on julkinen.",
            )
        return self


class Tarkistus(Malli, title="Tarkistettava asia"):
    """What the owner of the content must confirm, and why."""

    id: Tunnus = Field(description="Tarkistuksen tunnus.")
    aihe: Teksti = Field(description="Mikä on tarkistettava, muutamalla sanalla.")
    koskee: list[FaktaViite] = Field(default=[], description="Väittämät, joita tarkistus koskee.")
    lahteet: list[LahdeViite] = Field(default=[], description="Lähteet, joita tarkistus koskee.")
    syy: Teksti = Field(description="Miksi: mitä ei tiedetä varmasti.")
    tilanne: Teksti | None = Field(
        default=None,
        description="Mitä asian vaiheesta tiedetään alkuperäisen käsikirjan jälkeen. "
        "Alkaa ajankohdalla: ”Marraskuussa 2026: …”.",
    )
    kiireellisyys: Literal["korkea", "keskitaso", "6-12-kuukautta", "12-kuukautta"] = Field(
        description="Kuinka pian asia on tarkistettava tai kuinka usein se tarkistetaan."
    )


class Lahteet(Malli, title="Lähteet"):
    """``data/sources.yml``."""

    lahteet: list[Lahde] = Field(min_length=1, description="Numeroidut lähteet.")


class Faktat(Malli, title="Väittämät"):
    """``data/facts.yml``."""

    luvut: list[Luku] = Field(min_length=1, description="Alkuperäisen käsikirjan luvut.")
    faktat: list[Fakta] = Field(min_length=1, description="Väittämät.")


class Sanasto(Malli, title="Sanasto"):
    """``data/glossary.yml``."""

    termit: list[Termi] = Field(min_length=1, description="Termit aakkosjärjestyksessä.")


class Tarkistukset(Malli, title="Tarkistettavat asiat"):
    """``data/reviews.yml``."""

    tarkistukset: list[Tarkistus] = Field(min_length=1, description="Tarkistettavat asiat.")
