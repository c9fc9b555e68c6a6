"""What has changed in the content: computed from git, told on a page and in a valid feed, never guessed."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

import builds
import checked
import lxml.etree
import lxml.html
import pytest
import rnc2rng
import yaml
from builds import COUNTY_ADDRESS, PIENI, pages_of
from git_repository import Repository

from handbook.content.services import Ohjaus, Palvelu
from handbook.export.history import DAYS, KINDS, Day, history
from macros.feed import feed
from macros.render import environment

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = lxml.etree.RelaxNG(
    lxml.etree.fromstring(rnc2rng.dumps(rnc2rng.load(str(builds.ROOT / "tests/fixtures/atom.rnc"))).encode())
)


def days(repo: Repository) -> tuple[Day, ...]:
    found = history(repo.root)
    assert found is not None
    return found


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """The content as it was first published on 1.1.2026."""
    return Repository(Path(shutil.copytree(PIENI, tmp_path / "kasikirja")))


def told(paiva: Day) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(m.kind, m.id, m.how, m.fields) for m in paiva.changes]


def test_everything_is_new_on_the_first_day(repo: Repository) -> None:
    [paiva] = days(repo)
    assert paiva.on == date(2026, 1, 1)
    assert {m.how for m in paiva.changes} == {"uusi"}
    assert {m.kind for m in paiva.changes} == set(KINDS)
    kirja = checked.county().kirja
    assert {m.id: m.name for m in paiva.of("palvelu", "uusi")} == {p.id: p.nimi for p in kirja.palvelut}
    assert {m.id: m.name for m in paiva.of("sivu", "uusi")} == {
        sivu.tiedosto: sivu.otsikko for sivu in kirja.sivut
    }


def test_changed_added_and_removed_records_and_pages(repo: Repository) -> None:
    repo.change("data/services.yml", "Maksuton", "Ilmainen")
    repo.change("data/services.yml", "Soittamalla", "Soita")
    repo.change(
        "data/glossary.yml",
        "  - id: ",
        '  - id: uusi\n    termi: "uusi"\n    selite: "x"\n    tuki: tarkistettava\n  - id: ',
    )
    repo.change("data/sources.yml", "numero: 2", "numero: 3")
    repo.change("docs/saavutettavuus.md", "luonnos", "seloste")
    repo.change(
        "docs/lahteet.md", "Oppaan lähteet.", "Lähteet kuvattuna."
    )  # front matter is not what readers read
    (repo.root / "docs/sanasto.md").unlink()
    repo.commit("2026-02-03T09:00:00+02:00")
    assert [paiva.on for paiva in days(repo)] == [date(2026, 2, 3), date(2026, 1, 1)]
    assert told(days(repo)[0]) == [
        ("termi", "uusi", "uusi", ()),
        ("palvelu", "saariluotsi", "muuttunut", ("miten_paasee", "maksu")),
        ("lahde", "3", "uusi", ()),
        ("lahde", "2", "poistunut", ()),
        ("sivu", "saavutettavuus.md", "muuttunut", ()),
        ("sivu", "sanasto.md", "poistunut", ()),
    ]


def test_a_day_is_its_end_against_its_beginning(repo: Repository) -> None:
    for moment, new, old in (
        ("08:00", "Ilmainen", "Maksuton"),
        ("09:00", "Maksuton", "Ilmainen"),
        ("10:00", "Soita", "Soittamalla"),
    ):
        repo.change("data/services.yml", old, new)
        repo.commit(f"2026-02-03T{moment}:00+02:00")
    newest = days(repo)[0]
    assert told(newest) == [("palvelu", "saariluotsi", "muuttunut", ("miten_paasee",))]
    assert newest.moment.isoformat() == "2026-02-03T10:00:00+02:00"
    repo.change("data/services.yml", "Soita", "Soittamalla")
    repo.commit("2026-02-03T11:00:00+02:00")
    assert [paiva.on for paiva in days(repo)] == [date(2026, 1, 1)], (
        "changed back on the same day: nothing to tell"
    )


def test_merged_proposal_counts_on_the_day_it_was_merged(repo: Repository) -> None:
    repo.git("checkout", "-b", "ehdotus")
    repo.change("data/services.yml", "Maksuton", "Ilmainen")
    repo.commit("2026-02-03T09:00:00+02:00")
    repo.git("checkout", "main")
    repo.change("docs/saavutettavuus.md", "luonnos", "seloste")
    repo.commit("2026-02-04T09:00:00+02:00")
    repo.git("merge", "--no-ff", "--no-edit", "ehdotus", moment="2026-02-05T09:00:00+02:00")
    assert [(paiva.on.day, [m.kind for m in paiva.changes]) for paiva in days(repo)] == [
        (5, ["palvelu"]),
        (4, ["sivu"]),
        (1, [m.kind for m in days(repo)[-1].changes]),
    ]


def test_clock_that_was_behind_splits_no_day(repo: Repository) -> None:
    for moment, word in (
        ("2026-02-03T09:00:00+02:00", "a"),
        ("2026-02-02T09:00:00+02:00", "b"),
        ("2026-02-03T10:00:00+02:00", "c"),
    ):
        repo.change("docs/saavutettavuus.md", "Tämä", f"{word} Tämä")
        repo.commit(moment)
    assert [paiva.on for paiva in days(repo)] == [date(2026, 2, 3), date(2026, 1, 1)]


def test_file_that_could_not_be_read_says_nothing(repo: Repository) -> None:
    repo.change("data/services.yml", "palvelut:", "palvelut: [")
    repo.change("docs/saavutettavuus.md", "luonnos", "seloste")
    repo.commit("2026-02-03T09:00:00+02:00")
    assert told(days(repo)[0]) == [("sivu", "saavutettavuus.md", "muuttunut", ())]


def test_only_the_newest_days_are_told(repo: Repository) -> None:
    for day in range(1, DAYS + 2):
        repo.change("docs/saavutettavuus.md", "luonnos", f"luonnos {day}")
        repo.commit(f"2026-{3 + day // 28:02}-{1 + day % 28:02}T09:00:00+02:00")
    assert len(days(repo)) == DAYS


def test_history_that_is_not_whole_is_not_told(repo: Repository, tmp_path: Path) -> None:
    repo.change("data/services.yml", "Maksuton", "Ilmainen")
    repo.commit("2026-02-03T09:00:00+02:00")
    repo.git("clone", "--depth", "1", f"file://{repo.root}", str(tmp_path / "matala"))
    assert history(tmp_path / "matala") is None
    (repo.root / "sisalla").mkdir()
    assert history(repo.root / "sisalla") is None, "the history is another project's"
    shutil.rmtree(repo.root / ".git")
    assert history(repo.root) is None


def test_no_git_is_no_history(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert history(repo.root) is None


def test_every_field_of_a_service_has_a_word() -> None:
    words = environment({}).get_template("_changes.html.jinja").module
    kentat = {*Palvelu.model_fields, *Ohjaus.model_fields} - {"id", "tyyppi"}
    assert kentat == set(words.kentat)  # type: ignore[attr-defined]
    assert all(KINDS.values())


# --- Page and feed ---


def test_feed_is_valid_and_its_addresses_lead_to_the_page(county_history: Path) -> None:
    path = county_history / "site/mita-uutta.xml"
    tree = lxml.etree.parse(path)
    assert SCHEMA.validate(tree), SCHEMA.error_log
    ids = [element.text for element in tree.iter(f"{ATOM}id")]
    assert ids == [
        f"{COUNTY_ADDRESS}mita-uutta.xml",
        f"{COUNTY_ADDRESS}mita-uutta/#muutos-2026-02-03",
        f"{COUNTY_ADDRESS}mita-uutta/#muutos-2026-01-01",
    ]
    assert [element.text for element in tree.iter(f"{ATOM}updated")] == [
        "2026-02-03T09:00:00+02:00",
        "2026-02-03T09:00:00+02:00",
        "2026-01-01T12:00:00+02:00",
    ]
    page = lxml.html.parse(county_history / "site/mita-uutta/index.html")
    for entry in ids[1:]:
        assert page.xpath("//@id").count(str(entry).partition("#")[2]) == 1
    links = tree.xpath("//x:a/@href", namespaces={"x": "http://www.w3.org/1999/xhtml"})
    assert f"{COUNTY_ADDRESS}palvelut/saariluotsi/" in links
    for link in links:
        assert (county_history / "site" / link.removeprefix(COUNTY_ADDRESS) / "index.html").is_file(), link


def test_feed_and_page_tell_the_same_as_text(county_history: Path) -> None:
    page = lxml.html.parse(county_history / "site/mita-uutta/index.html")
    tree = lxml.etree.parse(county_history / "site/mita-uutta.xml")

    def rows(parent: lxml.etree._Element, path: str) -> list[str]:
        return [
            " ".join("".join(item.itertext()).split())
            for item in parent.xpath(path, namespaces={"x": "http://www.w3.org/1999/xhtml"})
        ]

    assert rows(page, "//div[@class='tk-muutokset']//li") == rows(tree, "//x:li")
    assert rows(tree, "//x:li")[0] == "Saariluotsi & <i>kaverit</i>: nimi, maksu"


def test_every_page_names_the_feed(county_history: Path) -> None:
    for path in pages_of(county_history / "site"):
        [href] = lxml.html.parse(path).xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
        assert (
            path.name == "404.html"
            or (path.parent / href).resolve() == county_history / "site/mita-uutta.xml"
        )


def test_feed_is_the_same_in_every_time_zone(county_history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """test_built_site.py proves the same of the page."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    project = county_history / "project"
    settings = yaml.load((project / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    xml = feed(
        checked.sound(project).kirja,
        history(project) or (),
        name=settings["site_name"],
        site_url=COUNTY_ADDRESS,
    )
    monkeypatch.undo()
    time.tzset()
    assert xml == (county_history / "site/mita-uutta.xml").read_text(encoding="utf-8")


def test_without_history_the_page_says_so_and_there_is_no_feed(county_site: Path) -> None:
    html = (county_site / "mita-uutta/index.html").read_text(encoding="utf-8")
    assert "Muutoshistoria ei ole saatavilla tässä käsikirjan kopiossa." in html
    assert "atom+xml" not in html
    assert not (county_site / "mita-uutta.xml").exists()


def test_schema_refuses_what_the_rfc_does(repo: Repository) -> None:
    kirja = checked.county().kirja
    xml = feed(kirja, days(repo), name="Opas", site_url="https://opas.example/")
    assert SCHEMA.validate(lxml.etree.fromstring(xml.encode()))
    for old, new in (
        ("<id>https://opas.example/mita-uutta.xml</id>", ""),
        ("2026-01-01T12:00:00+02:00", "1.1.2026"),
        ('href="https://opas.example/mita-uutta.xml"', 'href="mita-uutta.xml"'),
        ("<author><name>Opas</name></author>", ""),
    ):
        assert old in xml
        assert not SCHEMA.validate(lxml.etree.fromstring(xml.replace(old, new, 1).encode())), new
