"""Structured data for search engines: a service as schema.org's ``Service``."""

from __future__ import annotations

from typing import Any

from handbook.content.services import Palvelu
from handbook.content.whole import Kasikirja


def service_data(kirja: Kasikirja, page: str, *, url: str, provider: str) -> dict[str, Any] | None:
    """JSON-LD of the service that ``page`` (a file in ``docs/``) describes; ``None`` for other pages.

    ``url`` is the page's full address, ``provider`` the name of the organisation, empty if
    it is not known. Follows
    https://schema.org/Service.
    """
    palvelu = next((p for p in kirja.palvelut if isinstance(p, Palvelu) and p.osoite == page), None)
    if palvelu is None:
        return None
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "@id": url,
        "url": url,
        "name": palvelu.nimi,
        "inLanguage": "fi",
        "description": palvelu.lyhyesti[0].teksti,
    }
    if provider:
        data["provider"] = {"@type": "GovernmentOrganization", "name": provider}
    if palvelu.kenelle:
        data["audience"] = {"@type": "Audience", "audienceType": palvelu.kenelle.lyhyesti}
    return data
