"""The rule book of the upkeep: who answers for the content and how often it is reviewed."""

from __future__ import annotations

from pydantic import Field

from handbook.model_base import Kuukausia, Malli, Nimetty


class Yllapito(Malli, title="Sisällön ylläpito"):
    """``data/upkeep.yml``: for all content that does not say otherwise itself."""

    omistaja: Nimetty = Field(description="Taho, joka vastaa sisällöstä: yksikkö tai tehtävä, ei henkilön nimeä; tai ei-nimetty.")
    tarkistusvali: Kuukausia = Field(description="Monenko kuukauden välein sisältö tarkistetaan.")
