"""Data model of ``data/services.yml``: services, places that clients are referred to, and the first step.

When the service chooser points to each is modelled in :mod:`handbook.chooser.model`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from handbook.chooser.checks import Choice
from handbook.chooser.model import Valinta
from handbook.reading.fields import (
    Kerrottu,
    Kohta,
    Kuvake,
    Kylla,
    Lyhyt,
    Malli,
    PalveluViite,
    SivuViite,
    Tarkistettu,
    Teksti,
    Tieto,
    Tunnus,
    Yllapidettava,
)


class Kenelle(Malli, title="Palvelun ehdot"):
    """The conditions of a service, exactly as the source gives them."""

    lyhyesti: Lyhyt = Field(description="Palvelukorttiin: kenelle palvelu on.")
    johdanto: Teksti = Field(
        description="Lauseen alku, jota ehdot jatkavat, esimerkiksi ”Palvelu on asiakkaalle,”."
    )
    yhdiste: Literal["kaikki", "jokin"] = Field(
        description="kaikki = jokaisen ehdon täytyttävä, jokin = yksi riittää."
    )
    ehdot: list[Kohta] = Field(
        min_length=1, description="Ehdot, joiden sisältöä ei saa laajentaa eikä supistaa."
    )
    lisaksi: list[Kohta] = Field(default=[], description="Mitä käsikirja kertoo asiakkaista ehtojen lisäksi.")


class Rajaus(Kohta, title="Kenelle palvelu ei ole"):
    """Whom the service is not for, and who helps them instead."""

    ohjaa: PalveluViite | None = Field(default=None, description="Palvelu tai taho, josta asiakas saa tuen.")


class Paasy(Malli, title="Pääsy palveluun"):
    """How a client gets in: by themselves, and through whom."""

    lyhyesti: Lyhyt = Field(description="Palvelukorttiin: miten palveluun pääsee.")
    itse: Kerrottu[Kohta] = Field(description="Miten asiakas pääsee itse, tai ei-kerrota.")
    ohjaus: Kerrottu[Kohta] = Field(description="Kuka voi ohjata palveluun, tai ei-kerrota.")


class Linkki(Malli, title="Linkki sivulle"):
    """A link to the page to read next."""

    sivu: SivuViite = Field(description="Sivun tiedosto docs-kansiossa, esimerkiksi suunnitelma.md.")
    teksti: Teksti = Field(description="Linkin teksti.")


class Milloin(Kohta, title="Milloin asiakkaan tuki järjestyy tahon kautta"):
    """When the support of a client comes from another party."""

    tulkinta: Kylla = Field(default=False, description="true = käsikirja ei sano tätä suoraan.")


class Ohjaus(Malli, title="Muu taho"):
    """Another party that the handbook names: a partner, a way to a service, or the client's own care."""

    id: Tunnus = Field(description="Pysyvä tunnus, jota ei vaihdeta.")
    tyyppi: Literal["ohjaus"] = Field(
        description="ohjaus = muu taho: yhteistyökumppani, reitti palveluun tai "
        "asiakkaan oma terveydenhuolto."
    )
    nimi: Teksti = Field(description="Nimi lukijalle.")
    kuvake: Kuvake = Field(description="Kuvake kortissa.")
    lyhyesti: Kohta = Field(description="Mitä käsikirja tästä tahosta kertoo.")
    milloin: list[Milloin] = Field(min_length=1, description="Milloin asiakkaan tuki järjestyy tätä kautta.")
    miten_paasee: Kerrottu[Kohta] = Field(description="Miten tänne pääsee, tai ei-kerrota.")
    sivu: SivuViite = Field(description="Sivu, jolla tästä kerrotaan lisää.")
    valitsin: Valinta | None = Field(
        default=None,
        description="Milloin palveluvalitsin ehdottaa tätä. Puuttuu, jos taho on vain reitti palveluun.",
    )

    @property
    def osoite(self) -> str:
        """The page in ``docs/`` with more about it."""
        return self.sivu


class Ensiaskel(Malli, title="Ensimmäinen askel"):
    """The step, not a service, that the service chooser proposes while the client's need is not clear yet."""

    id: Tunnus = Field(description="Pysyvä tunnus, jota ei vaihdeta.")
    nimi: Teksti = Field(description="Nimi lukijalle.")
    miten_edeta: Kohta = Field(description="Mitä ammattilainen tekee ensin.")
    sivu: SivuViite = Field(description="Sivu, jolla tästä kerrotaan.")
    valitsin: Valinta = Field(description="Milloin palveluvalitsin ehdottaa tätä.")

    @property
    def osoite(self) -> str:
        """The page in ``docs/`` with more about it."""
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
    ammattilainen_tekee: list[Kohta] = Field(
        min_length=1, description="Mitä ammattilainen tekee, vaihe vaiheelta."
    )
    paatos: Kerrottu[Tieto] = Field(description="Tarvitaanko päätös, tai ei-kerrota.")
    suostumus: Kerrottu[Kohta] = Field(description="Mitä suostumuksesta sanotaan, tai ei-kerrota.")
    maksu: Kerrottu[Tieto] = Field(description="Mitä palvelu maksaa, tai ei-kerrota.")
    seuraavaksi: list[Linkki] = Field(min_length=1, description="Mihin lukija jatkaa.")
    tarkistettu: Tarkistettu = Field(
        description="Päivä, jona sisällön omistaja tarkisti tiedot, tai ei-viela."
    )
    valitsin: Valinta = Field(description="Milloin palveluvalitsin ehdottaa tätä palvelua.")

    @property
    def osoite(self) -> str:
        """The service's own page in ``docs/``."""
        return service_page(self.id)


def service_page(tunnus: str) -> str:
    """The page in ``docs/`` on which the service of that id is described, and no other."""
    return f"palvelut/{tunnus}.md"


PalveluTaiTaho = Annotated[Palvelu | Ohjaus, Field(discriminator="tyyppi")]


class Palvelut(Malli, title="Palvelut ja tahot"):
    """``data/services.yml``."""

    palvelut: list[PalveluTaiTaho] = Field(
        min_length=1, description="Palvelut ja tahot siinä järjestyksessä, jossa ne näytetään."
    )
    ensiaskel: Ensiaskel = Field(description="Mitä tehdään, kun asiakkaan tuen tarve ei ole vielä selvillä.")

    def choices(self) -> Iterator[Choice]:
        """What the service chooser may propose, each with its place in the file."""
        for i, palvelu in enumerate(self.palvelut):
            if palvelu.valitsin:
                yield Choice("palvelut", palvelu.id, palvelu.valitsin, ("palvelut", i, "valitsin"))
        yield Choice("ensiaskel", self.ensiaskel.id, self.ensiaskel.valitsin, ("ensiaskel", "valitsin"))
