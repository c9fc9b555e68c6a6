"""Data models of the orientation training: practice cases, the knowledge check and the reading paths.

Rules that need other content (a case against the rules of the chooser, a reading tip against its page) are in
:mod:`handbook.training.checks`.
"""

from __future__ import annotations

from pydantic import Field

from handbook.chooser.model import TulosViite, Vastattu
from handbook.content.services import Linkki
from handbook.reading.fields import FaktaViite, Kylla, Malli, SivuViite, Teksti, Tunnus


class Pohja(Malli):
    """The facts that a text of the training is based on.

    Such a text asks or reminds; it does not count as a place that states a fact.
    """

    perusta: list[FaktaViite] = Field(
        min_length=1, description="Väittämät (data/facts.yml), joista tämä seuraa."
    )


class Muistettava(Pohja, title="Muistutus"):
    """A reminder after a case is answered."""

    teksti: Teksti = Field(description="Muistutus lukijalle: yksi asia.")


class Odotus(Malli, title="Mihin säännöt johtavat"):
    """What the rules must conclude in a case.

    The answer that readers see is computed; this only tests the rules.
    """

    suositellaan: list[TulosViite] = Field(
        min_length=1, description="Kaikki palvelut ja tahot, joita säännöt suosittelevat."
    )
    selvita: list[TulosViite] = Field(
        default=[], description="Kaikki, jotka voivat sopia: jotain on selvitettävä ensin."
    )


class Tapaus(Malli, title="Harjoituksen tapaus"):
    """A described client."""

    id: Tunnus = Field(description="Pysyvä tunnus: se on harjoituksen linkissä.")
    otsikko: Teksti = Field(description="Tilanne muutamalla sanalla, paljastamatta vastausta.")
    kuvaus: Teksti = Field(
        description="Keksitty asiakas: kertoo kaiken, mitä valitsin näillä vastauksilla kysyy."
    )
    vastaukset: Vastattu = Field(
        min_length=1, description="Kysymykset (data/quiz.yml) ja vaihtoehdot, jotka kuvaavat asiakasta."
    )
    odotus: Odotus = Field(description="Mihin sääntöjen on johdettava.")
    muista: list[Muistettava] = Field(default=[], description="Mitä lukijaa muistutetaan vastauksen jälkeen.")


class Tapaukset(Malli, title="Harjoitusten tapaukset"):
    """``data/cases.yml``."""

    tapaukset: list[Tapaus] = Field(min_length=1, description="Tapaukset helpoimmasta alkaen.")


class Kohdelinkki(Linkki, title="Linkki sivun kohtaan"):
    """A link to a section of a page."""

    kohta: Teksti = Field(description="Väliotsikon ankkuri, esimerkiksi sisalto.")


class Vastausvaihtoehto(Pohja, title="Tietotestin vaihtoehto"):
    """One option of a knowledge question."""

    teksti: Teksti = Field(description="Vaihtoehto lukijalle.")
    oikein: Kylla = Field(default=False, description="true = oikea vastaus.")
    selitys: Teksti = Field(description="Miksi vaihtoehto on oikein tai väärin.")
    katso: Kohdelinkki = Field(description="Kohta, jossa asiasta kerrotaan.")


class Tietokysymys(Malli, title="Tietotestin kysymys"):
    """One question of the knowledge check."""

    id: Tunnus = Field(description="Pysyvä tunnus: se on kysymyksen linkissä.")
    kysymys: Teksti = Field(description="Kysymys lukijalle.")
    vaihtoehdot: list[Vastausvaihtoehto] = Field(
        min_length=2, description="Vaihtoehdot siinä järjestyksessä, jossa ne näytetään."
    )

    @property
    def oikeita(self) -> int:
        """The number of options that are right."""
        return sum(vaihtoehto.oikein for vaihtoehto in self.vaihtoehdot)


class Tietotesti(Malli, title="Tietotesti"):
    """``data/knowledge.yml``."""

    tietotesti: list[Tietokysymys] = Field(
        min_length=1, description="Kysymykset siinä järjestyksessä, jossa ne näytetään."
    )


class PolunSivu(Pohja, title="Lukupolun sivu"):
    """One page of a reading path."""

    sivu: SivuViite = Field(description="Sivun tiedosto docs-kansiossa.")
    miksi: Teksti = Field(description="Miksi sivu on tärkeä juuri tälle lukijalle.")


class Lukupolku(Malli, title="Lukupolku"):
    """Pages in the order in which someone in one role reads them."""

    id: Tunnus = Field(description="Pysyvä tunnus: se on polun linkeissä.")
    nimi: Teksti = Field(description="Kenelle polku on, esimerkiksi ”Lääkärille”.")
    johdanto: Teksti = Field(description="Mitä lukija polulta saa, yhdellä virkkeellä.")
    sivut: list[PolunSivu] = Field(min_length=2, description="Sivut lukujärjestyksessä.")


class Lukupolut(Malli, title="Lukupolut tehtävittäin"):
    """``data/paths.yml``."""

    lukupolut: list[Lukupolku] = Field(
        min_length=1, description="Lukupolut siinä järjestyksessä, jossa ne näytetään."
    )
