"""The built site: what readers get, read from its HTML."""

from __future__ import annotations

import copy
import filecmp
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import builds
import lxml.html
import pytest
from checked import kirja, whole

from handbook.content.services import Palvelu
from handbook.training.exercises import exercises
from handbook.training.model import Lukupolut, Tapaukset

pytestmark = pytest.mark.xdist_group("site")

KASIKIRJA = kirja()
LUKUPOLUT = whole().records(Lukupolut).lukupolut
BASE = "https://kasikirja.example/"
SECTIONS = [
    "Lyhyesti",
    "Kenelle palvelu on",
    "Kenelle palvelu ei ole",
    "Mitä asiakas voi saada",
    "Miten palveluun pääsee",
    "Mitä ammattilainen tekee",
    "Päätös ja suostumus",
    "Maksu",
    "Mitä seuraavaksi",
    "Lähteet",
]


@pytest.fixture(scope="session")
def trees(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Each page by its address relative to the site."""
    return {
        path.relative_to(site).as_posix(): lxml.html.fromstring(path.read_bytes())
        for path in builds.pages_of(site)
    }


def path_of(file: str) -> str:
    stem = file.removesuffix(".md")
    return (
        f"{stem}.html"
        if stem == "index"
        else f"{stem}.html"
        if stem.endswith("/index")
        else f"{stem}/index.html"
    )


def text(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("¶", "").split())


def test_every_internal_link_and_anchor_leads_somewhere(
    site: Path, trees: dict[str, lxml.html.HtmlElement]
) -> None:
    ids = {path: set(tree.xpath("//@id")) | set(tree.xpath("//a/@name")) for path, tree in trees.items()}
    lost = []
    for path, tree in trees.items():
        # The error page is served at any address, so the theme gives it absolute ones.
        # After "#!" is the chooser's state.
        for target in tree.xpath("//@href | //@src"):
            url, anchor = urldefrag(urljoin(BASE + path, target.replace("http://localhost:8000/", "/")))
            if not url.startswith(BASE):
                continue
            file = unquote(url.removeprefix(BASE))
            file = file + "index.html" if file == "" or file.endswith("/") else file
            named = anchor and anchor != "__skip" and not anchor.startswith("!")
            if not (site / file).is_file() or (named and unquote(anchor) not in ids.get(file, set())):
                lost.append(f"{path}: {target}")
    assert lost == []


def test_ids_are_unique_on_each_page_and_titles_on_the_site(trees: dict[str, lxml.html.HtmlElement]) -> None:
    for path, tree in trees.items():
        twice = [name for name, count in Counter(tree.xpath("//@id")).items() if count > 1]
        assert twice == [], path
    titles = Counter(tree.findtext(".//title") for tree in trees.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_pages_ask_nothing_of_another_host(site: Path, trees: dict[str, lxml.html.HtmlElement]) -> None:
    asked = [
        f"{path}: {target}"
        for path, tree in trees.items()
        for target in tree.xpath(
            "//@src | //link[not(@rel='canonical' or @rel='prev' or @rel='next')]/@href | //@srcset"
        )
        if re.match(r"(https?:)?//", target) and not target.startswith("http://localhost:8000/")
    ]
    asked += [
        f"{path.name}: {match}"
        for path in site.rglob("*.css")
        for match in re.findall(
            r"(?:@import|url\()\s*['\"]?(?:https?:)?//[^)\"']+", path.read_text(encoding="utf-8")
        )
    ]
    assert asked == []


def test_theme_speaks_finnish(trees: dict[str, lxml.html.HtmlElement]) -> None:
    import material

    source = (Path(material.__file__).parent / "templates/partials/languages/en.html").read_text(
        encoding="utf-8"
    )
    english = {word for word in re.findall(r'": "([^"]+)"', source) if re.search(r"[A-Za-z]{4}", word)} | {
        "Permanent link",
        "404 - Not found",
    }
    english -= {"RSS-syöte"}
    for path, tree in trees.items():
        assert tree.get("lang") == "fi", path
        words = {
            " ".join(word.split())
            for word in tree.xpath("//@aria-label | //@title | //@alt | //@placeholder")
        }
        words |= {
            " ".join(word.split())
            for word in tree.xpath("//body//*[not(self::script or self::style)]/text()")
        }
        [config] = tree.xpath("//script[@id='__config']/text()") or ["{}"]
        words |= set(json.loads(config).get("translations", {}).values())
        assert words & english == set(), path


@pytest.mark.parametrize("sivu", KASIKIRJA.sivut, ids=lambda sivu: sivu.tiedosto)
def test_page(sivu: object, trees: dict[str, lxml.html.HtmlElement]) -> None:
    """One test a Markdown page: one h1, no level left out, a description, and every citation as a link."""
    tree = trees[path_of(sivu.tiedosto)]
    headings = [
        (int(element.tag[1]), text(element))
        for element in tree.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")
        if not element.xpath("ancestor::aside")
    ]
    assert [words for level, words in headings if level == 1] == [sivu.otsikko]
    assert all(later <= earlier + 1 for (earlier, _), (later, _) in pairwise(headings))
    assert tree.xpath("//meta[@name='description']/@content") == [sivu.etutiedot.description]
    links = tree.xpath("//article//a/@href")
    for numero in KASIKIRJA.sivun_lahteet(sivu):
        assert any(link.endswith(f"#lahde-{numero}") for link in links), numero
        assert tree.xpath(f"//*[@id='viite-{numero}']"), numero


@pytest.mark.parametrize(
    "palvelu", [p for p in KASIKIRJA.palvelut if isinstance(p, Palvelu)], ids=lambda palvelu: palvelu.id
)
def test_service_page_answers_in_order(palvelu: Palvelu, trees: dict[str, lxml.html.HtmlElement]) -> None:
    tree = trees[path_of(palvelu.osoite)]
    assert [text(element) for element in tree.xpath("//article//h2")][: len(SECTIONS)] == SECTIONS
    body = text(tree.xpath("//article")[0])
    for ehto in palvelu.kenelle.ehdot if palvelu.kenelle else []:
        assert " ".join(ehto.teksti.split()) in body
    if palvelu.maksu is None:
        assert "Käsikirja ei kerro palvelun hintaa." in body
    if palvelu.paatos is None:
        assert "Käsikirja ei kerro, tarvitaanko palveluun päätös." in body


def test_start_page_has_a_card_for_every_service(trees: dict[str, lxml.html.HtmlElement]) -> None:
    assert trees["index.html"].xpath("//@data-palvelu") == [
        p.id for p in KASIKIRJA.palvelut if isinstance(p, Palvelu)
    ]
    assert trees["palvelut/index.html"].xpath("//@data-palvelu") == [p.id for p in KASIKIRJA.palvelut]


def test_every_fact_is_readable_and_stands_on_a_page(trees: dict[str, lxml.html.HtmlElement]) -> None:
    assert len(KASIKIRJA.faktat) == 77
    about = trees["tietoa/index.html"]
    for fakta in KASIKIRJA.faktat:
        assert about.xpath(f"//*[@id='fakta-{fakta.id.lower()}']"), fakta.id
        assert [sivu for sivu in KASIKIRJA.kertovat(fakta.id) if path_of(sivu.tiedosto) in trees], fakta.id


def test_sources_lead_back_to_where_they_are_cited(trees: dict[str, lxml.html.HtmlElement]) -> None:
    tree = trees["lahteet/index.html"]
    for numero in range(1, 12):
        [item] = tree.xpath(f"//li[@id='lahde-{numero}']")
        assert item.xpath(f".//a[contains(@href, '#viite-{numero}')]")
        outside = item.xpath(".//a[starts-with(@href, 'http')]/@href")
        assert outside == ([KASIKIRJA.lahde[numero].linkki] if KASIKIRJA.lahde[numero].linkki else [])


def test_abbreviations_are_explained_in_prose_and_in_cards(trees: dict[str, lxml.html.HtmlElement]) -> None:
    explained = trees["polut/koordinointi-ja-paattyminen/index.html"].xpath(
        "//article//abbr[text()='TYM']/@title"
    )
    assert set(explained) == {"työllistymistä edistävä monialainen yhteispalvelu"}
    assert trees["palvelut/index.html"].xpath("//article[@data-palvelu='tym']//abbr[text()='TYM']")


def test_case_shows_the_answer_of_the_rules_with_grounds(trees: dict[str, lxml.html.HtmlElement]) -> None:
    valitsin = KASIKIRJA.chooser
    for harjoitus in exercises(whole().records(Tapaukset).tapaukset, valitsin):
        [section] = trees["harjoitukset/index.html"].xpath(f"//section[@id='{harjoitus.tunnus}']")
        items = section.xpath(".//details//li[@data-vaihtoehto]")
        assert [(entry.get("data-vaihtoehto"), entry.get("data-tulos")) for entry in items] == [
            (tulos.palvelu, tulos.taso.name.lower()) for tulos in harjoitus.tulokset
        ]
        for entry, tulos in zip(items, harjoitus.tulokset, strict=True):
            rows = entry.xpath("./ul/li")
            assert len(rows) == len(tulos.perustelut)
            for row, perustelu in zip(rows, tulos.perustelut, strict=True):
                assert text(row).startswith(f"{perustelu.teksti} Peruste: ")
                kriteeri = valitsin.criterion(tulos.palvelu, perustelu.kysymys)
                assert row.xpath(".//a/text()")[: len(kriteeri.perusta)] == kriteeri.perusta
        assert section.xpath(".//details//a[text()='Katso valitsimessa']/@href") == [
            f"../palveluvalitsin/{harjoitus.linkki}"
        ]


def test_reading_path_says_how_long_its_finished_pages_take(
    site: Path, trees: dict[str, lxml.html.HtmlElement]
) -> None:
    def minutes_of(file: str) -> int:
        article = copy.deepcopy(trees[path_of(file)].xpath("//article")[0])
        for outside in article.xpath(".//aside | .//script | .//template | .//noscript"):
            outside.drop_tree()
        words = [
            word for word in " ".join(article.itertext()).split() if any(sign.isalnum() for sign in word)
        ]
        return max(1, round(len(words) / 160))

    tree = trees["lukupolut/index.html"]
    choice = tree.xpath("//ul[@class='tk-lukupolut']/li")
    lists = tree.xpath("//ol[contains(@class, 'tk-lukupolku__sivut')]")
    for polku, total, listed in zip(LUKUPOLUT, choice, lists, strict=True):
        times = [minutes_of(entry.sivu) for entry in polku.sivut]
        assert listed.xpath(".//span[@class='tk-lukupolku__aika']/text()") == [
            f"{minutes} min" for minutes in times
        ]
        assert text(total) == f"{polku.nimi} {len(times)} sivua, noin {sum(times)} min"
    everything = [
        path.read_text(encoding="utf-8") for pattern in ("*.html", "*.json") for path in site.rglob(pattern)
    ]
    assert not any("\ue000" in page_text for page_text in everything)


def test_page_has_one_key_of_progress_wherever_it_is_marked_read(
    trees: dict[str, lxml.html.HtmlElement],
) -> None:
    keys: dict[str, set[str]] = {}
    for entry in trees["lukupolut/index.html"].xpath("//ol[contains(@class, 'tk-lukupolku__sivut')]/li"):
        sivu = urldefrag(urljoin(BASE + "lukupolut/", entry.xpath(".//a/@href")[0])).url.removeprefix(BASE)
        keys.setdefault(sivu, set()).add(entry.get("data-avain"))
    for sivu, own in keys.items():
        assert set(trees[f"{sivu}index.html"].xpath("//aside[@data-polku]/@data-avain")) == own
        assert len(own) == 1
        assert own <= set(trees["perehdytysmerkinta/index.html"].xpath("//@data-avain"))
    assert len(set().union(*keys.values())) == len(keys)


def test_only_pages_that_need_the_training_scripts_load_them(trees: dict[str, lxml.html.HtmlElement]) -> None:
    on_paths = {path_of(entry.sivu) for polku in LUKUPOLUT for entry in polku.sivut}
    own = {
        "lukupolut/index.html": ["progress"],
        "harjoitukset/index.html": ["progress", "exercises"],
        "perehdytysmerkinta/index.html": ["progress", "completion"],
    }
    for path, tree in trees.items():
        names = [Path(src).name.split(".")[0] for src in tree.xpath("//article//script/@src")]
        assert [name for name in names if not name.startswith("chooser")] == own.get(
            path, ["progress"] if path in on_paths else []
        ), path


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    """On machines of different time zones too, and with another seed of Python's hashes."""
    builds.built(
        builds.project(tmp_path / "project"), tmp_path / "again", TZ="Pacific/Auckland", PYTHONHASHSEED="2"
    )
    names = sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and path.name != "sitemap.xml.gz"
    )
    same, other, errors = filecmp.cmpfiles(site, tmp_path / "again", names, shallow=False)
    assert (other, errors, len(same)) == ([], [], len(names))


def test_bad_content_publishes_nothing(tmp_path: Path) -> None:
    project = builds.project(tmp_path / "project", builds.PIENI)
    services = project / "data/services.yml"
    services.write_text(
        services.read_text(encoding="utf-8").replace("perusta: [A1]", "perusta: [A9]", 1), encoding="utf-8"
    )
    page = project / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("lahde(1", "lahdde(1"), encoding="utf-8")
    row = next(
        i for i, line in enumerate(page.read_text(encoding="utf-8").split("\n"), start=1) if "lahdde" in line
    )
    done = builds.build(project, tmp_path / "site")
    printed = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Tuntematon väittämä A9." in printed
    assert f"docs/index.md rivi {row}: Tuntematon makro lahdde. → Tarkoititko lahde?" in printed
    assert "Traceback" not in printed
    assert not (tmp_path / "site").exists()


def test_another_county_builds_with_the_same_code(county_site: Path) -> None:
    start = lxml.html.parse(county_site / "index.html")
    assert start.xpath("//@data-palvelu") == ["saariluotsi"]
    page = text(lxml.html.parse(county_site / "palvelut/saariluotsi/index.html").getroot())
    assert "Tarkistettu 31.1.2025." in page
    assert "Käsikirja ei kerro, kuka palveluun voi ohjata." in page
    everything = " ".join(path.read_text(encoding="utf-8") for path in county_site.rglob("*.html"))
    assert [p.nimi for p in KASIKIRJA.palvelut if p.nimi in everything] == []


def test_text_of_the_data_never_becomes_markup(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> *tähti* [linkki](https://x.example) {{ lahde(1) }} & ”lainaus”"
    project = builds.project(tmp_path / "county", builds.PIENI)
    kentat = "teksti|nimi|termi|selite|syy|aihe|johdanto|otsikko|kuvaus|kysymys|selitys|miksi"
    for name in (
        "services.yml",
        "facts.yml",
        "glossary.yml",
        "sources.yml",
        "reviews.yml",
        "cases.yml",
        "knowledge.yml",
        "paths.yml",
    ):
        path = project / "data" / name
        path.write_text(
            re.sub(
                rf'^( *(?:- )?(?:{kentat}): )".*"$',
                lambda m: m[1] + "'" + hostile + "'",
                path.read_text(encoding="utf-8"),
                flags=re.MULTILINE,
            ),
            encoding="utf-8",
        )
    builds.built(project, tmp_path / "site")
    shown = 0
    for path in (tmp_path / "site").rglob("*.html"):
        article = lxml.html.fromstring(path.read_bytes()).xpath("//article")
        for element in article:
            assert (
                element.xpath(".//article//script | .//li//script | .//p//script | .//em[text()='tähti']")
                == []
            )
            assert element.xpath(".//a[@href='https://x.example']") == []
            shown += text(element).count(hostile) + sum(
                hostile in title for title in element.xpath(".//a/@title")
            )
    assert shown > 20
