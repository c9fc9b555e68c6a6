"""The rule book of the data: what each file in ``data/`` holds.

Everything an editor may write is defined here once; the checks, their messages and the editors' help come from it.
Names are the data's own Finnish names. Descriptions are Finnish, since editors read them while typing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from handbook.problems import did_you_mean

EI_KERROTA = "ei-kerrota"
EI_VIELA = "ei-viela"


def sisaltovirhe(tyyppi: str, viesti: str, neuvo: str) -> PydanticCustomError:
    """An error of the content with its own Finnish words; the loader adds file and row."""
    return PydanticCustomError(f"sisalto.{tyyppi}", "{viesti}", {"viesti": viesti, "neuvo": neuvo})


def _kebab(teksti: str) -> str:
    ascii_teksti = unicodedata.normalize("NFKD", teksti.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_teksti).strip("-")


def _tunnus(arvo: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", arvo):
        ehdotus = _kebab(arvo)
        raise sisaltovirhe("tunnus", f"Tunnus ”{arvo}” ei kelpaa: käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja.",
                           f"Tarkoititko {ehdotus}?" if ehdotus else "")
    return arvo


def _fakta_tunnus(arvo: str) -> str:
    if not re.fullmatch(r"[A-Z][1-9][0-9]*", arvo):
        raise sisaltovirhe("tunnus", f"Väittämän tunnus ”{arvo}” ei kelpaa.", "Kirjoita iso kirjain ja numero, esimerkiksi K1.")
    return arvo


def _muoto(arvo: Any, kuvio: str, virhe: Literal["int_parsing", "date_type"]) -> Any:
    """``arvo`` unless it is text of another form than ``kuvio``; then the problem pydantic would give."""
    if isinstance(arvo, str) and arvo and not re.fullmatch(kuvio, arvo):
        raise PydanticKnownError(virhe)
    return arvo


# What a reference is called in a message: "Tuntematon lähde 12."
_LAJIT = {"fakta": "väittämä", "lahde": "lähde", "palvelu": "palvelu", "termi": "termi", "tarkistus": "tarkistus",
          "sivu": "sivu", "luku": "luku", "oma-palvelu": "palvelu", "kuva": "kuva", "ohjaaja": "ohjaaja"}
_TIEDOSTOT = {"fakta": "data/facts.yml", "lahde": "data/sources.yml", "palvelu": "data/services.yml",
              "termi": "data/glossary.yml", "tarkistus": "data/reviews.yml", "luku": "data/facts.yml",
              "oma-palvelu": "data/services.yml",
              "kuva": "data/pathways.yml", "ohjaaja": "data/pathways.yml"}


@dataclass(frozen=True)
class Viittaus:
    """Marks a text as the id of something elsewhere: it must exist in the validation context under ``laji``."""

    laji: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._tarkista, handler(source))

    def _tarkista(self, arvo: Any, info: core_schema.ValidationInfo) -> Any:
        virhe = tuntematon(self.laji, str(arvo), info.context or {})
        if virhe:
            raise sisaltovirhe("viittaus", *virhe)
        return arvo


def tuntematon(laji: str, arvo: str, tunnetut: Any) -> tuple[str, str] | None:
    """Message and hint if ``arvo`` is not among the known ids of ``laji``; ``None`` when it is, or cannot be known."""
    if laji not in tunnetut or arvo in tunnetut[laji]:
        return None
    paikka = "Sivut ovat kansiossa docs." if laji == "sivu" else f"Tunnukset ovat tiedostossa {_TIEDOSTOT[laji]}."
    return f"Tuntematon {_LAJIT[laji]} {arvo}.", did_you_mean(arvo, tunnetut[laji]) or paikka


Teksti = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Lyhyt = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90)]
Tunnus = Annotated[Teksti, BeforeValidator(lambda arvo: _tunnus(arvo) if isinstance(arvo, str) and arvo else arvo)]
FaktaTunnus = Annotated[Teksti, BeforeValidator(lambda arvo: _fakta_tunnus(arvo) if isinstance(arvo, str) and arvo else arvo)]
FaktaViite = Annotated[Teksti, Viittaus("fakta")]
# pydantic would take "01" and "1.0" for 1, and a file could then hold the same number twice unnoticed.
Numero = Annotated[int, BeforeValidator(lambda arvo: _muoto(arvo, r"0|-?[1-9][0-9]{0,5}", "int_parsing"))]
LahdeViite = Annotated[Numero, Viittaus("lahde")]
PalveluViite = Annotated[Teksti, Viittaus("palvelu")]
TermiViite = Annotated[Teksti, Viittaus("termi")]
TarkistusViite = Annotated[Teksti, Viittaus("tarkistus")]
SivuViite = Annotated[Teksti, Viittaus("sivu")]

T = TypeVar("T")
# The source's silence is written out as a word, so that it can never be read as "no" or "free".
Kerrottu = Annotated[T | None, BeforeValidator(lambda arvo: None if arvo == EI_KERROTA else arvo)]
# pydantic would take "0" for 1970-01-01.
Paiva = Annotated[date, BeforeValidator(lambda arvo: _muoto(arvo, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "date_type"))]
Tarkistettu = Annotated[Paiva | None, BeforeValidator(lambda arvo: None if arvo == EI_VIELA else arvo)]

# The theme's Material Design icons that cards may carry (file names of material/templates/.icons/material).
Kuvake = Literal[
    "account-tie-voice", "hand-heart", "account-group", "briefcase-search", "clipboard-pulse", "stethoscope",
    "human-wheelchair", "account-multiple-check", "sitemap", "hospital-building", "school", "bank", "home-heart",
    "briefcase-account", "magnify-scan",
]


class Malli(BaseModel):
    """Base of all records: unknown fields are refused, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Perusteltu(Malli):
    """Anything that tells the reader something: it has its ground in the facts."""

    perusta: list[FaktaViite] = Field(min_length=1, description="Väittämät (data/facts.yml), joista tämä seuraa.")
    lahteet: list[LahdeViite] = Field(default=[], description="Numeroidut lähteet (data/sources.yml).")
    tarkistus: TarkistusViite | None = Field(default=None, description="Tarkistettavan asian tunnus (data/reviews.yml).")


class Kohta(Perusteltu):
    """One statement of the handbook, in its own words."""

    teksti: Teksti = Field(description="Väite lukijalle: yksi asia, selkeää yleiskieltä.")


class Tieto(Kohta):
    """A statement that also stands on the service card in a few words."""

    lyhyesti: Lyhyt = Field(description="Sama muutamalla sanalla palvelukorttiin.")


class Kenelle(Malli):
    """The conditions of a service exactly as the source gives them."""

    lyhyesti: Lyhyt = Field(description="Palvelukorttiin: kenelle palvelu on.")
    johdanto: Teksti = Field(description="Lauseen alku, jota ehdot jatkavat, esimerkiksi ”Palvelu on asiakkaalle,”.")
    yhdiste: Literal["kaikki", "jokin"] = Field(description="kaikki = jokaisen ehdon täytyttävä, jokin = yksi riittää.")
    ehdot: list[Kohta] = Field(min_length=1, description="Ehdot, joiden sisältöä ei saa laajentaa eikä supistaa.")
    lisaksi: list[Kohta] = Field(default=[], description="Mitä käsikirja kertoo asiakkaista ehtojen lisäksi.")


class Rajaus(Kohta):
    """Whom the service is not for, and where they are helped instead."""

    ohjaa: PalveluViite | None = Field(default=None, description="Palvelu tai taho, josta asiakas saa tuen.")


class Paasy(Malli):
    """How one gets in: by oneself, and through whom."""

    lyhyesti: Lyhyt = Field(description="Palvelukorttiin: miten palveluun pääsee.")
    itse: Kerrottu[Kohta] = Field(description="Miten asiakas pääsee itse, tai ei-kerrota.")
    ohjaus: Kerrottu[Kohta] = Field(description="Kuka voi ohjata palveluun, tai ei-kerrota.")


class Linkki(Malli):
    """A step onwards to another page."""

    sivu: SivuViite = Field(description="Sivun tiedosto docs-kansiossa, esimerkiksi suunnitelma.md.")
    teksti: Teksti = Field(description="Linkin teksti.")


class Ohjaus(Malli):
    """A place outside the services of the handbook that one refers to."""

    id: Tunnus = Field(description="Pysyvä tunnus, jota ei vaihdeta.")
    tyyppi: Literal["ohjaus"] = Field(description="ohjaus = taho, jonne ohjataan.")
    nimi: Teksti = Field(description="Nimi lukijalle.")
    kuvake: Kuvake = Field(description="Kuvake kortissa.")
    lyhyesti: Kohta = Field(description="Mitä käsikirja tästä tahosta kertoo.")
    milloin: list[Kohta] = Field(min_length=1, description="Milloin asiakkaan tuki järjestyy tätä kautta.")
    miten_paasee: Kerrottu[Kohta] = Field(description="Miten tänne pääsee, tai ei-kerrota.")
    sivu: SivuViite = Field(description="Sivu, jolla tästä kerrotaan lisää.")

    @property
    def osoite(self) -> str:
        """The page in ``docs/`` that tells more."""
        return self.sivu


class Palvelu(Malli):
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

    @property
    def osoite(self) -> str:
        """The service's own page in ``docs/``."""
        return f"palvelut/{self.id}.md"


PalveluTaiTaho = Annotated[Palvelu | Ohjaus, Field(discriminator="tyyppi")]


class Lahde(Malli):
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


class Luku(Malli):
    """A part of the source handbook."""

    id: Tunnus = Field(description="Luvun tunnus.")
    nimi: Teksti = Field(description="Luvun nimi.")


class Fakta(Malli):
    """What the source handbook says: one claim."""

    id: FaktaTunnus = Field(description="Väittämän pysyvä tunnus, esimerkiksi K1.")
    luku: Annotated[Teksti, Viittaus("luku")] = Field(description="Luku, johon väittämä kuuluu.")
    teksti: Teksti = Field(description="Väittämä omin sanoin.")
    lahteet: list[LahdeViite] = Field(default=[], description="Numeroidut lähteet, joihin käsikirja tässä viittaa.")


class Termi(Malli):
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


class Tarkistus(Malli):
    """What the owner of the content must confirm, and why."""

    id: Tunnus = Field(description="Tarkistuksen tunnus.")
    aihe: Teksti = Field(description="Mikä on tarkistettava, muutamalla sanalla.")
    koskee: list[FaktaViite] = Field(default=[], description="Väittämät, joita tarkistus koskee.")
    lahteet: list[LahdeViite] = Field(default=[], description="Lähteet, joita tarkistus koskee.")
    syy: Teksti = Field(description="Miksi: mitä ei tiedetä varmasti.")
    kiireellisyys: Literal["korkea", "keskitaso", "6-12-kuukautta", "12-kuukautta"] = Field(
        description="Kuinka pian asia on tarkistettava tai kuinka usein se tarkistetaan.")


class Palvelut(Malli):
    """``data/services.yml``."""

    palvelut: list[PalveluTaiTaho] = Field(min_length=1, description="Palvelut ja tahot siinä järjestyksessä, jossa ne näytetään.")


class Lahteet(Malli):
    """``data/sources.yml``."""

    lahteet: list[Lahde] = Field(min_length=1, description="Numeroidut lähteet.")


class Faktat(Malli):
    """``data/facts.yml``."""

    luvut: list[Luku] = Field(min_length=1, description="Alkuperäisen käsikirjan luvut.")
    faktat: list[Fakta] = Field(min_length=1, description="Väittämät.")


class Sanasto(Malli):
    """``data/glossary.yml``."""

    termit: list[Termi] = Field(min_length=1, description="Termit aakkosjärjestyksessä.")


class Tarkistukset(Malli):
    """``data/reviews.yml``."""

    tarkistukset: list[Tarkistus] = Field(min_length=1, description="Tarkistettavat asiat.")


class Etutiedot(Malli):
    """The front matter of a page in ``docs/``. ``description`` and ``hide`` are the site generator's own names."""

    description: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)] = Field(
        description="Sivun sisältö yhdellä lauseella hakutuloksiin, enintään 160 merkkiä.")
    perusta: list[FaktaViite] = Field(default=[], description="Väittämät, jotka sivun teksti kertoo.")
    tarkistettu: Tarkistettu = Field(default=None, description="Päivä, jona sisällön omistaja tarkisti sivun, tai ei-viela.")
    hide: list[Literal["navigation", "toc", "path"]] = Field(default=[], description="Mitä sivun reunoilta piilotetaan.")


def kohdat(malli: BaseModel) -> Iterator[Perusteltu]:
    """Every grounded part inside a record, in the order of its fields."""
    if isinstance(malli, Perusteltu):
        yield malli
    for nimi in type(malli).model_fields:
        arvo = getattr(malli, nimi)
        for osa in arvo if isinstance(arvo, list) else [arvo]:
            if isinstance(osa, BaseModel):
                yield from kohdat(osa)
