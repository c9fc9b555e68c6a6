"""Data model of ``data/pathways.yml``: figures in the forms that can be drawn, and the service map.

A pathway is nested: an editor writes steps and branches, never edges. The figures' numbers are those of the
source handbook.
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

# How many levels of branches within branches a pathway may have.
MAX_DEPTH = 2


class Askel(Perusteltu, title="Polun askel"):
    """One step of a pathway; branches after it rejoin the next step unless they end."""

    otsikko: Teksti = Field(description="Askeleen nimi.")
    teksti: Teksti | None = Field(default=None, description="Mitä tässä tapahtuu.")
    kohdat: list[Teksti] = Field(default=[], description="Luettelo askeleen sisällä.")
    kuka: Teksti | None = Field(default=None, description="Kuka tekee.")
    palvelu: PalveluViite | None = Field(default=None, description="Palvelu, johon askeleesta on linkki.")
    haarat: list[Haara] = Field(default=[], description="Vaihtoehdot tämän askeleen jälkeen.")


class Haara(Malli, title="Polun haara"):
    """One of the ways to continue after a step."""

    ehto: Teksti = Field(description="Milloin asiakas kulkee tätä haaraa.")
    askeleet: list[Askel] = Field(min_length=1, description="Haaran askeleet.")
    paattyy: Kylla = Field(
        default=False, description="true = polku päättyy haaraan, muuten haara palaa seuraavaan askeleeseen."
    )


class Vaihe(Perusteltu, title="Vaihe"):
    """One phase: what happens in it, and who does what."""

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
        description="alkuperainen = kuvan teksti on säilynyt, koottu = koottu käsikirjan tekstistä, "
        "puuttuu = sisältö puuttuu lähdeaineistosta."
    )
    selite: Teksti = Field(description="Mitä kuvassa on, yhdellä lauseella.")
    huomautus: Teksti | None = Field(
        default=None, description="Mitä kuvasta puuttuu ja mitä teksti kertoo sen sijaan."
    )

    @model_validator(mode="after")
    def _incomplete_has_note(self) -> _Kuva:
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
    def _depth_is_limited(self) -> Polku:
        if depth(self.askeleet) > MAX_DEPTH:
            raise content_error(
                "askeleet",
                f"Polussa {self.id} on liian monta sisäkkäistä haaraa.",
                f"Enintään {MAX_DEPTH} tasoa: siirrä sisin haara omaksi polukseen.",
            )
        return self


class Vaiheet(_Kuva, title="Peräkkäiset vaiheet"):
    """Phases one after another."""

    muoto: Literal["vaiheet"] = Field(description="vaiheet = peräkkäiset vaiheet.")
    vaiheet: list[Vaihe] = Field(min_length=1, description="Vaiheet järjestyksessä.")


class Keha(_Kuva, title="Tiimi asiakkaan ympärillä"):
    """A team around the client."""

    muoto: Literal["keha"] = Field(description="keha = tiimi asiakkaan ympärillä.")
    keskus: Teksti = Field(description="Mitä keskellä on.")
    jasenet: list[Teksti] = Field(min_length=2, max_length=12, description="Kehän jäsenet.")


class Verkosto(_Kuva, title="Verkosto"):
    """A hub and the groups connected to it."""

    muoto: Literal["verkosto"] = Field(description="verkosto = keskus ja siihen liittyvät ryhmät.")
    keskus: Teksti = Field(description="Verkoston keskus.")
    ryhmat: list[Ryhma] = Field(min_length=1, description="Ryhmät.")


class Lista(_Kuva, title="Ryhmitelty luettelo"):
    """Grouped lists; also used for a figure whose content is lost."""

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
    """One filled cell of the service map. An empty cell means that the source says nothing, not "no"."""

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


def depth(askeleet: list[Askel]) -> int:
    """The number of levels of branches within branches; 0 without branches."""
    return max((1 + depth(haara.askeleet) for askel in askeleet for haara in askel.haarat), default=0)
