"""The source handbook in memory: its records and pages, and questions that concern several of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook.chooser.model import Kysely
from handbook.chooser.rules import Chooser
from handbook.content.figures import Karttarivi, Kuva, Ohjaaja
from handbook.content.pages import Sivu
from handbook.content.services import Ensiaskel, Ohjaus, Palvelu
from handbook.content.sources import Fakta, Lahde, Luku, Tarkistus, Termi
from handbook.reading.fields import Perusteltu, grounded_parts


@dataclass(frozen=True)
class Kasikirja:
    """Checked content. Tuples keep the order of the files; pages are in the order of their file names.

    ``versio`` names the content: it changes when any of it does.
    """

    palvelut: tuple[Palvelu | Ohjaus, ...]
    lahteet: tuple[Lahde, ...]
    luvut: tuple[Luku, ...]
    faktat: tuple[Fakta, ...]
    termit: tuple[Termi, ...]
    tarkistukset: tuple[Tarkistus, ...]
    kuvat: tuple[Kuva, ...]
    ohjaajat: tuple[Ohjaaja, ...]
    kartta: tuple[Karttarivi, ...]
    ensiaskel: Ensiaskel
    kysely: Kysely
    sivut: tuple[Sivu, ...]
    versio: str

    @cached_property
    def palvelu(self) -> Mapping[str, Palvelu | Ohjaus]:
        """Services and places by id."""
        return {palvelu.id: palvelu for palvelu in self.palvelut}

    @cached_property
    def lahde(self) -> Mapping[int, Lahde]:
        """Sources by number."""
        return {lahde.numero: lahde for lahde in self.lahteet}

    @cached_property
    def fakta(self) -> Mapping[str, Fakta]:
        """Facts by id."""
        return {fakta.id: fakta for fakta in self.faktat}

    @cached_property
    def termi(self) -> Mapping[str, Termi]:
        """Terms by id."""
        return {termi.id: termi for termi in self.termit}

    @cached_property
    def tarkistus(self) -> Mapping[str, Tarkistus]:
        """Reviews by id."""
        return {tarkistus.id: tarkistus for tarkistus in self.tarkistukset}

    @cached_property
    def kuva(self) -> Mapping[str, Kuva]:
        """Figures by id."""
        return {kuva.id: kuva for kuva in self.kuvat}

    @cached_property
    def sivu(self) -> Mapping[str, Sivu]:
        """Pages by their file in ``docs/``."""
        return {sivu.tiedosto: sivu for sivu in self.sivut}

    @cached_property
    def valittavat(self) -> tuple[Palvelu | Ohjaus | Ensiaskel, ...]:
        """What the service chooser may propose, in the order of its results."""
        tulokset = [(t.valitsin.jarjestys, t) for t in (self.ensiaskel, *self.palvelut) if t.valitsin]
        return tuple(tulos for _, tulos in sorted(tulokset, key=lambda pari: pari[0]))

    @cached_property
    def chooser(self) -> Chooser:
        """The rules of the service chooser."""
        return Chooser(self.kysely, {tulos.id: tulos.valitsin for tulos in self.valittavat if tulos.valitsin})

    @cached_property
    def lyhenteet(self) -> Mapping[str, str]:
        """Abbreviation → the term it stands for: the tooltips on every page."""
        return {termi.lyhenne: termi.termi for termi in self.termit if termi.lyhenne}

    def sivun_kohdat(self, sivu: Sivu) -> tuple[Perusteltu, ...]:
        """The statements that ``sivu`` shows in full: a service on its own page, a place on its card."""
        return self._kohdat[sivu.tiedosto]

    @cached_property
    def _kohdat(self) -> Mapping[str, tuple[Perusteltu, ...]]:
        return {sivu.tiedosto: self._naytettavat(sivu) for sivu in self.sivut}

    def _naytettavat(self, sivu: Sivu) -> tuple[Perusteltu, ...]:
        palvelut = [self.palvelu[tunnus] for tunnus in sivu.kutsutut("palvelun_tiedot")]
        for kutsu in sivu.kutsut:
            if kutsu.makro in ("palvelukortti", "palvelukortit"):
                palvelut += [
                    p
                    for p in self.palvelut
                    if isinstance(p, Ohjaus) and (not kutsu.arvot or kutsu.arvot[0] in (p.id, p.tyyppi))
                ]
        kuvat = [self.kuva[tunnus] for tunnus in (*sivu.kutsutut("polku"), *sivu.kutsutut("kuva"))]
        kartta = self.kartta if any(kutsu.makro == "palvelukartta" for kutsu in sivu.kutsut) else ()
        return tuple(kohta for tietue in (*palvelut, *kuvat, *kartta) for kohta in grounded_parts(tietue))

    def sivun_lahteet(self, sivu: Sivu) -> tuple[int, ...]:
        """Numbers of the sources cited on ``sivu``, in numerical order."""
        numerot = {int(numero) for numero in sivu.kutsutut("lahde")}
        return tuple(sorted(numerot.union(*(kohta.lahteet for kohta in self.sivun_kohdat(sivu)))))

    def sivun_perusta(self, sivu: Sivu) -> tuple[str, ...]:
        """Ids of the facts that ``sivu`` states, in the order of the handbook."""
        tunnukset = set(sivu.etutiedot.perusta).union(*(kohta.perusta for kohta in self.sivun_kohdat(sivu)))
        return tuple(fakta.id for fakta in self.faktat if fakta.id in tunnukset)

    def sivun_tarkistukset(self, sivu: Sivu) -> tuple[str, ...]:
        """Ids of the reviews marked on ``sivu``, in the order of the review list."""
        termit = self.termit if any(kutsu.makro == "sanasto" for kutsu in sivu.kutsut) else ()
        merkityt = {
            *sivu.kutsutut("tarkistettava"),
            *(kohta.tarkistus for kohta in self.sivun_kohdat(sivu)),
            *(termi.tarkistus for termi in termit),
        }
        return tuple(tarkistus.id for tarkistus in self.tarkistukset if tarkistus.id in merkityt)

    def faktan_tarkistukset(self, tunnus: str) -> tuple[Tarkistus, ...]:
        """The reviews that concern fact ``tunnus``, in the order of the review list."""
        return tuple(tarkistus for tarkistus in self.tarkistukset if tunnus in tarkistus.koskee)

    def tuloksen_tarkistukset(self, tulos: Palvelu | Ohjaus | Ensiaskel) -> Mapping[str, tuple[str, ...]]:
        """Ids of the reviews that a result shows, each with the questions whose criteria rest on its facts.

        A review is shown where one of these questions decides. It concerns a fact of the criterion, and the
        outcome's record or page carries its mark: a review of all services, or of what the same fact says of
        another one, would stand on every result.
        """
        merkityt = {
            *self.sivu[tulos.osoite].kutsutut("tarkistettava"),
            *(kohta.tarkistus for kohta in grounded_parts(tulos)),
        }
        kysymykset: dict[str, tuple[str, ...]] = {}
        for kriteeri in (k for ryhma in tulos.valitsin.ryhmat for k in ryhma) if tulos.valitsin else ():
            koskevat = {t.id for tunnus in kriteeri.perusta for t in self.faktan_tarkistukset(tunnus)}
            for tarkistus in koskevat & merkityt:
                kysymykset[tarkistus] = (*kysymykset.get(tarkistus, ()), kriteeri.kysymys)
        return {t.id: kysymykset[t.id] for t in self.tarkistukset if t.id in kysymykset}

    def faktojen_lahteet(self, tunnukset: Iterable[str]) -> tuple[int, ...]:
        """Numbers of the sources that the facts ``tunnukset`` name, in numerical order."""
        return tuple(sorted({numero for tunnus in tunnukset for numero in self.fakta[tunnus].lahteet}))

    def viittaavat(self, numero: int) -> tuple[Sivu, ...]:
        """The pages that cite source ``numero``."""
        return tuple(sivu for sivu in self.sivut if numero in self.sivun_lahteet(sivu))

    def kertovat(self, tunnus: str) -> tuple[Sivu, ...]:
        """The pages that state fact ``tunnus``."""
        return tuple(sivu for sivu in self.sivut if tunnus in self.sivun_perusta(sivu))

    def merkitsevat(self, tunnus: str) -> tuple[Sivu, ...]:
        """The pages that mark review ``tunnus``."""
        return tuple(sivu for sivu in self.sivut if tunnus in self.sivun_tarkistukset(sivu))
