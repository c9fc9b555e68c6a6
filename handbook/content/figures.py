"""The rule book of ``data/pathways.yml``: figures and the service map, in the forms that can be drawn.

A pathway is nested: an editor writes steps and branches, never an edge. The numbers are the source handbook's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handbook.reading.fields import (
    Kylla,
    Malli,
    Numero,
    PalveluViite,
    Perusteltu,
    Teksti,
    Tunnus,
    Viittaus,
    content_error,
)

MAX_TASO = 2


class Askel(Perusteltu, title="Polun askel"):
    """One step of a pathway; branches after it rejoin the next step unless they end."""

    otsikko: Teksti = Field(description="Askeleen nimi.")
    teksti: Teksti | None = Field(default=None, description="Mitä tässä tapahtuu.")
    kohdat: list[Teksti] = Field(default=[], description="Luettelo askeleen sisällä.")
    kuka: Teksti | None = Field(default=None, description="Kuka tekee.")
    palvelu: PalveluViite | None = Field(default=None, description="Palvelu, johon askeleesta on linkki.")
    haarat: list[Haara] = Field(default=[], description="Vaihtoehdot tämän askeleen jälkeen.")


class Haara(Malli, title="Polun haara"):
    """One alternative way on."""

    ehto: Teksti = Field(description="Milloin asiakas kulkee tätä haaraa.")
    askeleet: list[Askel] = Field(min_length=1, description="Haaran askeleet.")
    paattyy: Kylla = Field(
        default=False, description="true = polku päättyy haaraan, muuten haara palaa seuraavaan askeleeseen."
    )


class Vaihe(Perusteltu, title="Vaihe"):
    """One phase: what happens, and who does what in it."""

    otsikko: Teksti = Field(description="Vaiheen nimi.")
    tekijat: list[Tekija] = Field(min_length=1, description="Kuka tekee mitäkin.")


class Tekija(Malli, title="Kuka tekee mitäkin"):
    """Who does what."""

    kuka: Teksti = Field(description="Kuka tekee.")
    tekee: Teksti = Field(description="Mitä hän tekee.")


class Ryhma(Perusteltu, title="Ryhmä"):
    """A named group of a list or a network."""

    otsikko: Teksti = Field(description="Ryhmän nimi.")
    kohdat: list[Teksti] = Field(min_length=1, description="Ryhmän sisältö.")


class _Kuva(Perusteltu):
    id: Tunnus = Field(description="Kuvan pysyvä tunnus.")
    numero: Numero = Field(ge=1, description="Kuvan numero alkuperäisessä käsikirjassa.")
    nimi: Teksti = Field(description="Kuvan nimi.")
    tila: Literal["alkuperainen", "koottu", "puuttuu"] = Field(
        description="alkuperainen = kuvan teksti on säilynyt, koottu = koottu käsikirjan tekstistä, puuttuu = sisältö on kadonnut."
    )
    selite: Teksti = Field(description="Mitä kuvassa on, yhdellä lauseella.")
    huomautus: Teksti | None = Field(
        default=None, description="Mitä kuvasta puuttuu ja mitä teksti kertoo sen sijaan."
    )

    @model_validator(mode="after")
    def _vajaa_kuva_kertoo_sen(self) -> _Kuva:
        if self.tila != "alkuperainen" and self.huomautus is None:
            raise content_error(
                "tila",
                f"Kuvalta {self.id} puuttuu huomautus, vaikka sen tila on {self.tila}.",
                "Lisää rivi huomautus: … ja kerro, mitä kuvasta puuttuu.",
            )
        return self


class Polku(_Kuva, title="Haarautuva polku"):
    """A branching path."""

    muoto: Literal["polku"] = Field(description="polku = haarautuva polku.")
    askeleet: list[Askel] = Field(min_length=1, description="Askeleet järjestyksessä.")

    @model_validator(mode="after")
    def _ei_liian_syva(self) -> Polku:
        if syvyys(self.askeleet) > MAX_TASO:
            raise content_error(
                "askeleet",
                f"Polussa {self.id} on liian monta sisäkkäistä haaraa.",
                f"Enintään {MAX_TASO} tasoa: siirrä sisin haara omaksi polukseen.",
            )
        return self


class Vaiheet(_Kuva, title="Peräkkäiset vaiheet"):
    """Phases one after another."""

    muoto: Literal["vaiheet"] = Field(description="vaiheet = peräkkäiset vaiheet.")
    vaiheet: list[Vaihe] = Field(min_length=1, description="Vaiheet järjestyksessä.")


class Keha(_Kuva, title="Tiimi asiakkaan ympärillä"):
    """A team round the client."""

    muoto: Literal["keha"] = Field(description="keha = tiimi asiakkaan ympärillä.")
    keskus: Teksti = Field(description="Mitä keskellä on.")
    jasenet: list[Teksti] = Field(min_length=2, max_length=12, description="Kehän jäsenet.")


class Verkosto(_Kuva, title="Verkosto"):
    """A hub and the groups tied to it."""

    muoto: Literal["verkosto"] = Field(description="verkosto = keskus ja siihen liittyvät ryhmät.")
    keskus: Teksti = Field(description="Verkoston keskus.")
    ryhmat: list[Ryhma] = Field(min_length=1, description="Ryhmät.")


class Lista(_Kuva, title="Ryhmitelty luettelo"):
    """Grouped lists; also the form of a figure whose content is lost."""

    muoto: Literal["lista"] = Field(
        description="lista = ryhmitelty luettelo; puuttuvalla kuvalla voi olla tyhjä."
    )
    ryhmat: list[Ryhma] = Field(default=[], description="Ryhmät.")


Kuva = Annotated[Polku | Vaiheet | Keha | Verkosto | Lista, Field(discriminator="muoto")]


class Ohjaaja(Malli, title="Palvelukartan sarake"):
    """A column of the service map: who may refer."""

    id: Tunnus = Field(description="Ohjaajan tunnus.")
    nimi: Teksti = Field(description="Sarakkeen otsikko.")


class Maininta(Malli, title="Palvelukartan solu"):
    """One filled cell of the service map. An empty cell means that the source is silent, never "no"."""

    ohjaaja: Annotated[Teksti, Viittaus("ohjaaja")] = Field(description="Ohjaajan tunnus.")
    teksti: Teksti = Field(description="Mitä käsikirja tästä ohjaajasta sanoo.")


class Karttarivi(Perusteltu, title="Palvelukartan rivi"):
    """A row of the service map: who may refer to one service."""

    palvelu: Annotated[Teksti, Viittaus("oma-palvelu")] = Field(description="Palvelun tunnus.")
    maininnat: list[Maininta] = Field(default=[], description="Ohjaajat, jotka käsikirja mainitsee.")


class Kuvat(Malli, title="Polut, kuvat ja palvelukartta"):
    """``data/pathways.yml``."""

    kuvat: list[Kuva] = Field(min_length=1, description="Kuvat numerojärjestyksessä.")
    ohjaajat: list[Ohjaaja] = Field(min_length=1, description="Palvelukartan sarakkeet.")
    kartta: list[Karttarivi] = Field(
        min_length=1, description="Palvelukartan rivit, yksi jokaiselle palvelulle."
    )


def syvyys(askeleet: list[Askel]) -> int:
    """How many branches lie inside one another at most."""
    return max((1 + syvyys(haara.askeleet) for askel in askeleet for haara in askel.haarat), default=0)
