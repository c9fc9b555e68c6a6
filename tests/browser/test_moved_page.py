"""A link to an old address, followed by a reader: to the same section and the same answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened import opened
from playwright.sync_api import Browser
from serving import served

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("rest", ["", "#!koti=saari", "?h=luotsi#kenelle"])
def test_old_address_keeps_the_rest_of_the_link(browser: Browser, county_site: Path, rest: str) -> None:
    with served(county_site) as address, opened(browser, 1280) as (page, errors):
        for old, new in (("polut/valitsin", "palveluvalitsin"), ("luotsi", "palvelut/saariluotsi")):
            page.goto(f"{address}/{old}/{rest}")
            page.wait_for_url(f"{address}/{new}/{rest}")
            assert page.locator("h1").count() == 1
        assert errors == []


def test_old_file_leads_on_from_the_disk(browser: Browser, county_offline_site: Path) -> None:
    with opened(browser, 1280) as (page, errors):
        page.goto(f"{(county_offline_site / 'polut/valitsin.html').as_uri()}#!koti=saari")
        page.wait_for_url(f"{(county_offline_site / 'palveluvalitsin.html').as_uri()}#!koti=saari")
        assert errors == []


def test_old_address_leads_on_without_scripts(browser: Browser, county_site: Path) -> None:
    with (
        served(county_site) as address,
        opened(browser, 1280, java_script_enabled=False) as (page, errors),
    ):
        page.goto(f"{address}/luotsi/")
        page.wait_for_url(f"{address}/palvelut/saariluotsi/")
        assert errors == []
