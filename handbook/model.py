"""The rule book of the records: services, sources, facts, terms, reviews, and the front matter of pages.

Figures and the service chooser have theirs in :mod:`handbook.model_kuvat` and :mod:`handbook.model_valitsin`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from handbook.model_base import (
    FaktaTunnus,
    FaktaViite,
    Kerrottu,
    Kohta,
    Kuvake,
    Kuvaus,
    LahdeViite,
    Lyhyt,
    Malli,
    Numero,
    PalveluViite,
    SivuViite,
    Tarkistettu,
    Teksti,
    TermiViite,
    Tieto,
    Tunnus,
    Viittaus,
    Yllapidettava,
    sisaltovirhe,
)
from handbook.model_valitsin import Valinta


class Kenelle(Malli, title="Palvelun ehdot"):
    """The conditions of a service exactly as the source gives them."""

    lyhyesti: Lyhyt = Field(description="Palvelukorttiin: kenelle palvelu on.")
    johdanto: Teksti = Field(description="Lauseen alku, jota ehdot jatkavat, esimerkiksi ”Palvelu on asiakkaalle,”.")
    yhdiste: Literal["kaikki", "jokin"] = Field(description="kaikki = jokaisen ehdon täytyttävä, jokin = yksi riittää.")
    ehdot: list[Kohta] = Field(min_length=1, description="Ehdot, joiden sisältöä ei saa laajentaa eikä supistaa.")
    lisaksi: list[Kohta] = Field(default=[], description="Mitä käsikirja kertoo asiakkaista ehtojen lisäksi.")


class Rajaus(Kohta, title="Kenelle palvelu ei ole"):
    """Whom the service is not for, and where they are helped instead."""

    ohjaa: PalveluViite | None = Field(default=None, description="Palvelu tai taho, josta asiakas saa tuen.")


class Paasy(Malli, title="Pääsy palveluun"):
    """How one gets in: by oneself, and through whom."""

    lyhyesti: Lyhyt = Field(description="Palvelukorttiin: miten palveluun pääsee.")
    itse: Kerrottu[Kohta] = Field(description="Miten asiakas pääsee itse, tai ei-kerrota.")
    ohjaus: Kerrottu[Kohta] = Field(description="Kuka voi ohjata palveluun, tai ei-kerrota.")


class Linkki(Malli, title="Linkki sivulle"):
    """A step onwards to another page."""

    sivu: SivuViite = Field(description="Sivun tiedosto docs-kansiossa, esimerkiksi suunnitelma.md.")
    teksti: Teksti = Field(description="Linkin teksti.")


class Ohjaus(Malli, title="Taho, jonne ohjataan"):
    """A place outside the services of the handbook that one refers to."""

    id: Tunnus = Field(description="Pysyvä tunnus, jota ei vaihdeta.")
    tyyppi: Literal["ohjaus"] = Field(description="ohjaus = taho, jonne ohjataan.")
    nimi: Teksti = Field(description="Nimi lukijalle.")
    kuvake: Kuvake = Field(description="Kuvake kortissa.")
    lyhyesti: Kohta = Field(description="Mitä käsikirja tästä tahosta kertoo.")
    milloin: list[Kohta] = Field(min_length=1, description="Milloin asiakkaan tuki järjestyy tätä kautta.")
    miten_paasee: Kerrottu[Kohta] = Field(description="Miten tänne pääsee, tai ei-kerrota.")
    sivu: SivuViite = Field(description="Sivu, jolla tästä kerrotaan lisää.")
    valitsin: Valinta = Field(description="Milloin palveluvalitsin ehdottaa tätä.")

    @property
    def osoite(self) -> str:
        """The page in ``docs/`` that tells more."""
        return self.sivu


class Ensiaskel(Malli, title="Ensimmäinen askel"):
    """What the service chooser proposes while the client's need is not clear yet: no service, but a first step."""

    id: Tunnus = Field(description="Pysyvä tunnus, jota ei vaihdeta.")
    nimi: Teksti = Field(description="Nimi lukijalle.")
    miten_edeta: Kohta = Field(description="Mitä ammattilainen tekee ensin.")
    sivu: SivuViite = Field(description="Sivu, jolla tästä kerrotaan.")
    valitsin: Valinta = Field(description="Milloin palveluvalitsin ehdottaa tätä.")

    @property
    def osoite(self) -> str:
        """The page in ``docs/`` that tells more."""
        return self.sivu


class Palvelu(Yllapidettava, title="Käsikirjan palvelu"):
    """A service of the handbook."""

    id: Tunnus = Field(description="Pysyvä tunnus: sama tiedostonimessä, osoitteessa ja valitsimen linkissä.")
    tyyppi: Literal["palvelu"] = Field(description="palvelu = käsikirjan oma palvelu.")
    nimi: Teksti = Field(description="Palvelun virallinen nimi.")
    kuvake: Kuvake = Field(description="Kuvake kortissa.")
    lyhyesti: list[Kohta] = Field(min_length=1, description="Mistä palvelussa on kyse, parilla lauseella.")
    kuka_tekee: Kerrottu[Kohta] = Field(description="Kuka palvelun antaa, tai ei-kerrota.")
    kenelle: Kerrottu[Kenelle] = Field(description="Kenelle palvelu on.")
    kenelle_ei: Kerrottu[list[Rajaus]] = Field(description="Kenelle palvelu ei ole, tai ei-kerrota.")
    mita_saa: list[Kohta] = Field(min_length=1, description="Mitä asiakas saa.")
    miten_paasee: Paasy = Field(description="Miten palveluun pääsee.")
    ammattilainen_tekee: list[Kohta] = Field(min_length=1, description="Mitä ammattilainen tekee, vaihe vaiheelta.")
    paatos: Kerrottu[Tieto] = Field(description="Tarvitaanko päätös, tai ei-kerrota.")
    suostumus: Kerrottu[Kohta] = Field(description="Mitä suostumuksesta sanotaan, tai ei-kerrota.")
    maksu: Kerrottu[Tieto] = Field(description="Mitä palvelu maksaa, tai ei-kerrota.")
    seuraavaksi: list[Linkki] = Field(min_length=1, description="Mihin lukija jatkaa.")
    tarkistettu: Tarkistettu = Field(description="Päivä, jona sisällön omistaja tarkisti tiedot, tai ei-viela.")
    valitsin: Valinta = Field(description="Milloin palveluvalitsin ehdottaa tätä palvelua.")

    @property
    def osoite(self) -> str:
        """The service's own page in ``docs/``."""
        return f"palvelut/{self.id}.md"


PalveluTaiTaho = Annotated[Palvelu | Ohjaus, Field(discriminator="tyyppi")]


class Lahde(Malli, title="Lähde"):
    """A numbered source; the numbers are the source handbook's own and never change."""

    numero: Numero = Field(ge=1, description="Lähteen numero.")
    nimi: Teksti = Field(description="Lähteen nimi.")
    julkaisija: Kerrottu[Teksti] = Field(description="Tekijä tai julkaisija, tai ei-kerrota.")
    laji: Teksti = Field(description="Esimerkiksi verkkosivu, laki, selvitys.")
    vuosi: Kerrottu[Teksti] = Field(description="Julkaisuvuosi, tai ei-kerrota.")
    saadosnumero: Teksti | None = Field(default=None, description="Säädöksen numero, esimerkiksi 381/2023.")
    osoite: Teksti | None = Field(default=None, description="Verkko-osoite https://…")
    url_tila: Literal["lahteessa", "vahvistettu", "todennakoinen", "puuttuu"] = Field(
        description="lahteessa = painettu käsikirjaan, vahvistettu = löydetty julkisesta aineistosta, "
                    "todennakoinen = vahvistamatta (ei linkiksi), puuttuu = osoitetta ei ole.")

    @model_validator(mode="after")
    def _osoite_ja_tila(self) -> Lahde:
        if self.osoite is None and self.url_tila != "puuttuu":
            raise sisaltovirhe("osoite", f"Lähteeltä {self.numero} puuttuu osoite, vaikka url_tila on {self.url_tila}.",
                               "Lisää rivi osoite: https://… tai kirjoita url_tila: puuttuu.")
        if self.osoite is not None and self.url_tila == "puuttuu":
            raise sisaltovirhe("osoite", f"Lähteellä {self.numero} on osoite, vaikka url_tila on puuttuu.",
                               "Vaihda url_tila tai poista osoite.")
        if self.osoite is not None and not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", self.osoite):
            raise sisaltovirhe("osoite", f"Lähteen {self.numero} osoite ”{self.osoite}” ei kelpaa.",
                               "Kirjoita koko osoite: https://…")
        return self

    @property
    def linkki(self) -> str | None:
        """The address, only where it is confirmed: a guessed address is never made a link."""
        return self.osoite if self.url_tila in ("lahteessa", "vahvistettu") else None


class Luku(Malli, title="Käsikirjan luku"):
    """A part of the source handbook."""

    id: Tunnus = Field(description="Luvun tunnus.")
    nimi: Teksti = Field(description="Luvun nimi.")


class Fakta(Malli, title="Väittämä"):
    """What the source handbook says: one claim."""

    id: FaktaTunnus = Field(description="Väittämän pysyvä tunnus, esimerkiksi K1.")
    luku: Annotated[Teksti, Viittaus("luku")] = Field(description="Luku, johon väittämä kuuluu.")
    teksti: Teksti = Field(description="Väittämä omin sanoin.")
    lahteet: list[LahdeViite] = Field(default=[], description="Numeroidut lähteet, joihin käsikirja tässä viittaa.")


class Termi(Malli, title="Sanaston termi"):
    """A word a new employee meets."""

    id: Tunnus = Field(description="Termin tunnus.")
    termi: Teksti = Field(description="Termi perusmuodossa.")
    lyhenne: Teksti | None = Field(default=None, description="Lyhenne; sen selitys näkyy kaikilla sivuilla.")
    selite: Teksti = Field(description="Lyhyt selitys.")
    tuki: Literal["kasikirja", "julkinen", "tarkistettava"] = Field(
        description="kasikirja = seuraa väittämistä, julkinen = nimetystä julkisesta lähteestä, tarkistettava = vahvistettava.")
    perusta: list[FaktaViite] = Field(default=[], description="Väittämät, joista selitys seuraa.")
    lahteet: list[LahdeViite] = Field(default=[], description="Numeroidut lähteet.")
    julkinen_lahde: Teksti | None = Field(default=None, description="Julkisen lähteen nimi.")
    katso: list[TermiViite] = Field(default=[], description="Lähitermien tunnukset.")

    @model_validator(mode="after")
    def _tuki_nakyy(self) -> Termi:
        if self.tuki == "kasikirja" and not self.perusta:
            raise sisaltovirhe("tuki", f"Termiltä {self.id} puuttuu perusta, vaikka tuki on kasikirja.",
                               "Lisää rivi perusta: [K1] tai vaihda tuki.")
        if (self.tuki == "julkinen") != (self.julkinen_lahde is not None):
            raise sisaltovirhe("tuki", f"Termin {self.id} tuki ja julkinen_lahde eivät sovi yhteen.",
                               "Anna julkinen_lahde silloin ja vain silloin, kun tuki on julkinen.")
        return self


class Tarkistus(Malli, title="Tarkistettava asia"):
    """What the owner of the content must confirm, and why."""

    id: Tunnus = Field(description="Tarkistuksen tunnus.")
    aihe: Teksti = Field(description="Mikä on tarkistettava, muutamalla sanalla.")
    koskee: list[FaktaViite] = Field(default=[], description="Väittämät, joita tarkistus koskee.")
    lahteet: list[LahdeViite] = Field(default=[], description="Lähteet, joita tarkistus koskee.")
    syy: Teksti = Field(description="Miksi: mitä ei tiedetä varmasti.")
    kiireellisyys: Literal["korkea", "keskitaso", "6-12-kuukautta", "12-kuukautta"] = Field(
        description="Kuinka pian asia on tarkistettava tai kuinka usein se tarkistetaan.")


class Palvelut(Malli, title="Palvelut ja tahot"):
    """``data/services.yml``."""

    palvelut: list[PalveluTaiTaho] = Field(min_length=1, description="Palvelut ja tahot siinä järjestyksessä, jossa ne näytetään.")
    ensiaskel: Ensiaskel = Field(description="Mitä tehdään, kun asiakkaan tuen tarve ei ole vielä selvillä.")


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


class Hakuasetukset(Malli, title="Sivun asetukset haussa"):
    """How the search treats a page. ``boost`` is the theme's own name."""

    boost: Literal["0.5", "2"] = Field(description="0.5 = sivu on hakutuloksissa muita alempana, 2 = muita ylempänä.")


class Etutiedot(Yllapidettava, title="Sivun etutiedot"):
    """The front matter of a page in ``docs/``. ``description``, ``search`` and ``hide`` are the site generator's own names."""

    description: Kuvaus = Field(
        description="Sivun sisältö yhdellä lauseella hakutuloksiin, enintään 160 merkkiä.")
    perusta: list[FaktaViite] = Field(default=[], description="Väittämät, jotka sivun teksti kertoo.")
    tarkistettu: Tarkistettu = Field(default=None, description="Päivä, jona sisällön omistaja tarkisti sivun, tai ei-viela.")
    search: Hakuasetukset | None = Field(default=None, description="Sivun paino haussa.")
    hide: list[Literal["navigation", "toc", "path"]] = Field(default=[], description="Mitä sivun reunoilta piilotetaan.")
