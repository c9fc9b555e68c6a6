"""Data models of the service chooser: the questions of ``data/quiz.yml``, each service's criteria, and the
demands of ``data/demands.yml``.

What the criteria mean is in :mod:`handbook.chooser.rules`; whether questions and criteria fit together is
checked in :mod:`handbook.chooser.checks`, and whether the criteria meet the demands in
:mod:`handbook.chooser.demands`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from handbook.reading.fields import (
    FaktaViite,
    Kylla,
    Malli,
    Numero,
    Osaviittaus,
    Teksti,
    Tunnus,
    Viittaus,
    content_error,
)

KysymysViite = Annotated[Teksti, Viittaus("kysymys")]
VaihtoehtoViite = Annotated[Teksti, Osaviittaus("vaihtoehto", "kysymys")]
# What the service chooser may propose: a service, another party or the first step.
TulosViite = Annotated[Teksti, Viittaus("tulos")]
# Answers as data: questions with their options.
Vastattu = dict[Annotated[str, Viittaus("kysymys")], Annotated[list[VaihtoehtoViite], Field(min_length=1)]]


class Vaihtoehto(Malli, title="Vastausvaihtoehto"):
    """One option of a question."""

    id: Tunnus = Field(description="Pysyvä tunnus: se on valitsimen linkeissä eikä sitä vaihdeta.")
    teksti: Teksti = Field(description="Vaihtoehto lukijalle.")
    lause: Teksti = Field(
        description="Perustelu, joka jatkaa sanaa ”koska”, esimerkiksi ”asiakas on työtön”."
    )
    lause_ei: Teksti | None = Field(
        default=None, description="Perustelu, kun vaihtoehtoa ei valittu (vain monivalinnassa)."
    )
    avoin: Kylla = Field(default=False, description="true = vastaus, joka tarkoittaa ”en tiedä”.")
    poissulkeva: Kylla = Field(
        default=False, description="true = ei voi valita muiden kanssa (vain monivalinnassa)."
    )


class Kysymys(Malli, title="Palveluvalitsimen kysymys"):
    """One question about a client."""

    id: Tunnus = Field(description="Pysyvä tunnus: se on valitsimen linkeissä eikä sitä vaihdeta.")
    kysymys: Teksti = Field(description="Kysymys lukijalle.")
    ohje: Teksti | None = Field(default=None, description="Ohje kysymyksen alle.")
    miksi: Teksti = Field(description="Vastaus kysymykseen ”Miksi tätä kysytään?”.")
    selvita: Teksti = Field(description="Jatkaa sanoja ”Selvitä ensin,”, esimerkiksi ”onko asiakas työtön”.")
    monivalinta: Kylla = Field(default=False, description="true = voi valita useita vaihtoehtoja.")
    vaihtoehdot: list[Vaihtoehto] = Field(
        min_length=2, description="Vaihtoehdot siinä järjestyksessä, jossa ne näytetään."
    )


class Ristiriita(Malli, title="Ristiriitaiset vastaukset"):
    """Answers that contradict each other: the reader is asked to check them, the result does not change."""

    jos: Vastattu = Field(min_length=2, description="Kysymykset ja vaihtoehdot, jotka eivät sovi yhteen.")
    viesti: Teksti = Field(description="Mitä lukijan pitää tarkistaa.")


class Varalla(Malli, title="Kun mikään ei sovi"):
    """What the reader sees when no service fits."""

    otsikko: Teksti = Field(description="Otsikko.")
    teksti: Teksti = Field(description="Mitä lukija voi tehdä.")


class Kysely(Malli, title="Palveluvalitsimen kysymykset"):
    """``data/quiz.yml``."""

    kysymykset: list[Kysymys] = Field(
        min_length=1, description="Kysymykset siinä järjestyksessä, jossa ne kysytään."
    )
    ristiriidat: list[Ristiriita] = Field(default=[], description="Vastaukset, jotka eivät sovi yhteen.")
    varalla: Varalla = Field(description="Teksti, kun mikään palvelu ei sovi.")

    @cached_property
    def kysymys(self) -> Mapping[str, Kysymys]:
        """Questions by id, in the order in which they are asked."""
        return {kysymys.id: kysymys for kysymys in self.kysymykset}


class Kriteeri(Malli, title="Kriteeri"):
    """What each answer to one question means for a service: every option is in one of three lists."""

    kysymys: KysymysViite = Field(description="Kysymyksen tunnus (data/quiz.yml).")
    sopii: list[VaihtoehtoViite] = Field(description="Vaihtoehdot, jotka puoltavat palvelua.")
    selvita: list[VaihtoehtoViite] = Field(
        description="Vaihtoehdot, joilla palvelu voi sopia: jotain on selvitettävä ensin."
    )
    ei: list[VaihtoehtoViite] = Field(description="Vaihtoehdot, joilla palvelu ei sovi nyt.")
    huomio: dict[Annotated[str, Osaviittaus("vaihtoehto", "kysymys")], Teksti] = Field(
        default={},
        description="Vaihtoehdon oma perustelu kysymyksen yleisen perustelun sijaan. "
        "Pakollinen, jos vaihtoehto on luettelossa selvita eikä tarkoita ”en tiedä”.",
    )
    perusta: list[FaktaViite] = Field(
        min_length=1, description="Väittämät (data/facts.yml), joista kriteeri seuraa."
    )
    tulkinta: list[VaihtoehtoViite] = Field(
        default=[],
        description="Vaihtoehdot, joista käsikirja ei sano asiaa suoraan. Tulkinta ei voi puoltaa palvelua.",
    )
    poikkeus: Teksti | None = Field(
        default=None, description="Miksi ”en tiedä” sulkee palvelun pois, jos se on luettelossa ei."
    )


class Jokin(Malli, title="Kriteerit, joista yksi riittää"):
    """Criteria of which the best one decides."""

    jokin: list[Kriteeri] = Field(min_length=2, description="Kriteerit, joista yksi riittää.")


def _laji(arvo: Any) -> str:
    """``jokin`` also for a record with no field of a criterion: then the word ``jokin`` is misspelt."""
    if isinstance(arvo, dict):
        return (
            "jokin"
            if "jokin" in arvo or (arvo and not arvo.keys() & Kriteeri.model_fields.keys())
            else "kriteeri"
        )
    return "jokin" if isinstance(arvo, Jokin) else "kriteeri"


class Valinta(Malli, title="Milloin valitsin ehdottaa"):
    """When the chooser points to a service: all criteria must hold, the weakest decides."""

    jarjestys: Numero = Field(ge=0, description="Järjestys saman tason tulosten joukossa, pienin ensin.")
    enintaan: Literal["selvita"] | None = Field(
        default=None, description="selvita = palvelua ei koskaan suositella suoraan."
    )
    kriteerit: list[
        Annotated[Annotated[Kriteeri, Tag("kriteeri")] | Annotated[Jokin, Tag("jokin")], Discriminator(_laji)]
    ] = Field(min_length=1, description="Kriteerit, joiden kaikkien on täytyttävä.")

    @property
    def ryhmat(self) -> tuple[tuple[Kriteeri, ...], ...]:
        """The criteria as groups: every group must hold, in a group the best criterion counts."""
        return tuple(tuple(osa.jokin) if isinstance(osa, Jokin) else (osa,) for osa in self.kriteerit)


class Vaatimus(Malli, title="Vaatimus valitsimelle"):
    """What the source demands of the result of one outcome: holds for every set of answers that it concerns.

    It concerns the sets in which for every question of ``kun`` some of the options is chosen and for every
    question of ``kun_ei`` none of them is. Exactly one of :data:`VAADITAAN` says what is demanded.
    """

    id: Tunnus = Field(description="Pysyvä tunnus, jota ei vaihdeta.")
    perusta: list[FaktaViite] = Field(
        min_length=1, description="Väittämät (data/facts.yml), joista vaatimus seuraa."
    )
    lause: Teksti = Field(description="Vaatimus väittämien sanoin.")
    tulos: TulosViite = Field(description="Palvelun, tahon tai ensiaskeleen tunnus (data/services.yml).")
    kun: Vastattu = Field(
        default={}, min_length=1, description="Kysymykset ja vaihtoehdot, joista ainakin yksi on valittu."
    )
    kun_ei: Vastattu = Field(
        default={}, min_length=1, description="Kysymykset ja vaihtoehdot, joista yhtäkään ei ole valittu."
    )
    taso: Literal["suositellaan", "selvita", "ei"] | None = Field(
        default=None, description="Tulos on täsmälleen tämä."
    )
    enintaan: Literal["selvita"] | None = Field(
        default=None, description="selvita = tulosta ei suositella suoraan."
    )
    vahintaan: Literal["selvita"] | None = Field(
        default=None, description="selvita = tulos ei ole koskaan ”ei nyt”."
    )
    kysyy: KysymysViite | None = Field(
        default=None, description="Tulos on ”selvitä ensin”, ja tämä kysymys on sen syynä."
    )
    tulkinta: Kylla = Field(
        default=False, description="true = syy on kerrottava tulkinnaksi (vain kentän kysyy kanssa)."
    )
    ei_sulje: KysymysViite | None = Field(
        default=None, description="Tämä kysymys ei ole koskaan syynä tulokseen ”ei nyt”."
    )
    ei_heikenna: KysymysViite | None = Field(
        default=None, description="Tämä kysymys ei ole koskaan syynä siihen, ettei tulosta suositella."
    )

    @model_validator(mode="after")
    def _demands_one_thing(self) -> Vaatimus:
        annetut = [kentta for kentta in VAADITAAN if getattr(self, kentta) is not None]
        if not annetut:
            raise content_error(
                "taso",
                f"Vaatimus {self.id} ei vaadi mitään.",
                f"Lisää yksi kentistä {', '.join(VAADITAAN)}.",
            )
        if len(annetut) > 1:
            raise content_error(
                annetut[1],
                f"Vaatimuksessa {self.id} on sekä {annetut[0]} että {annetut[1]}.",
                "Jätä niistä yksi ja tee toisesta oma vaatimus.",
            )
        if self.tulkinta and self.kysyy is None:
            raise content_error(
                "tulkinta",
                f"Vaatimuksessa {self.id} on tulkinta, mutta kenttä kysyy puuttuu.",
                "Poista tulkinta tai kirjoita kenttään kysyy, minkä kysymyksen syy on tulkinta.",
            )
        return self


VAADITAAN = ("taso", "enintaan", "vahintaan", "kysyy", "ei_sulje", "ei_heikenna")


class Vaatimukset(Malli, title="Mitä lähde vaatii valitsimelta"):
    """``data/demands.yml``."""

    vaatimukset: list[Vaatimus] = Field(description="Vaatimukset tuloksittain.")
