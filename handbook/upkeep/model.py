"""Data model of ``data/upkeep.yml``: responsibility for the content, its reviews, untested links."""

from __future__ import annotations

from pydantic import Field

from handbook.reading.fields import Kuukausia, Malli, Nimetty, Teksti


class Linkkipoikkeus(Malli, title="Linkkitarkistuksen poikkeus"):
    """A link that the weekly check does not test."""

    osoite: Teksti = Field(description="Osoite täsmälleen niin kuin se on sivulla tai lähteessä.")
    syy: Teksti = Field(description="Miksi linkkiä ei voi tarkistaa.")


class Yllapito(Malli, title="Sisällön ylläpito"):
    """``data/upkeep.yml``: holds for all content that does not say otherwise."""

    omistaja: Nimetty = Field(
        description="Taho, joka vastaa sisällöstä: yksikkö tai tehtävä, ei henkilön nimeä; tai ei-nimetty."
    )
    tarkistusvali: Kuukausia = Field(description="Monenko kuukauden välein sisältö tarkistetaan.")
    linkkipoikkeukset: list[Linkkipoikkeus] = Field(
        default=[], description="Linkit, joita viikkotarkistus ei kokeile, ja miksi."
    )
