"""What a change changes is told in words: rules, cases, addresses and records; and a preview carries it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import lxml.html
import markdown
import pytest
from builds import PIENI, build, built, project
from command import in_process
from mistakes import GOLDEN, fixture

from handbook.changes.words import quoted

NOTHING = (
    "# Mitä muutos muuttaa\n\nPalveluvalitsimen säännöt, harjoitusten vastaukset, sivujen osoitteet, "
    "väittämät, lähteet, tarkistettavat kohdat, termit. Mikään näistä ei muutu.\n"
)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return fixture(tmp_path / "kasikirja")


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def changes(before: Path, now: Path) -> str:
    done = in_process("--root", str(now), "changes", str(before))
    assert (done.code, done.err) == (0, "")
    return done.out


def test_nothing_changes(county: Path) -> None:
    assert changes(PIENI, county) == NOTHING
    change(county, "data/services.yml", "Maksuton", "Ilmainen")
    assert changes(PIENI, county) == NOTHING


def test_everything_at_once_in_words(county: Path) -> None:
    """Compared row by row with a page that a person has read: ``golden/muutos.md``."""
    services, quiz, cases = "data/services.yml", "data/quiz.yml", "data/cases.yml"
    change(
        county,
        services,
        "{kysymys: koti, sopii: [saari], selvita: [ei-tiedossa], ei: [manner], perusta: [A2]}",
        "{kysymys: koti, sopii: [saari, manner], selvita: [ei-tiedossa], ei: [], perusta: [A2]}",
    )
    change(
        county,
        services,
        'huomio: {asunto: "etsiikö asiakas asuntoa mantereelta"}, ',
        'huomio: {asunto: "*"}, ',
    )
    change(county, services, "      jarjestys: 20\n", "      jarjestys: 20\n      enintaan: selvita\n")
    change(county, quiz, "Missä asiakas asuu?", "Missä asiakas <b>asuu</b> nyt?")
    change(county, quiz, '"Asunnon"', '"Kodin"')
    change(county, quiz, "Tarkista, hakeeko asiakas asuntoa mantereelta.", "Tarkista asunto.")
    change(county, cases, "  - id: lautalla-toihin", "  - id: veneella-toihin")
    change(county, cases, "tarve: [asunto]", "tarve: [tyo, asunto]")
    change(
        county,
        cases,
        "suositellaan: [mannerneuvonta]",
        "suositellaan: [saariluotsi]\n      selvita: [mannerneuvonta]",
    )
    change(county, "data/facts.yml", "auttaa työnhaussa", "auttaa aina")
    change(county, "data/sources.yml", '    vuosi: "2024"\n', '    vuosi: "2026"\n')
    change(county, "data/glossary.yml", "  - id: saaristolisa\n", "  - id: lisa\n")
    change(county, "data/glossary.yml", "katso: [saaristolisa]", "katso: [lisa]")
    change(county, "data/reviews.yml", "Lautan aikataulu", "Lautan vuorot")
    assert changes(PIENI, county) == (GOLDEN / "muutos.md").read_text(encoding="utf-8")


def test_questions_that_differ_are_not_counted(county: Path) -> None:
    """An option, a question and a service that only one of the two has; the other way round they go."""
    change(
        county,
        "data/quiz.yml",
        "{id: manner,",
        "{id: laiva, teksti: Laivalla, lause: laivalla}\n      - {id: manner,",
    )
    text = (county / "data/services.yml").read_text(encoding="utf-8")
    text = text.replace("ei: [manner]", "ei: [manner, laiva]").replace("ei: [saari]", "ei: [saari, laiva]")
    (county / "data/services.yml").write_text(text, encoding="utf-8")
    question = "”Missä asiakas asuu?”"
    assert changes(PIENI, county).split("\n")[2:-3] == [
        "## Palveluvalitsimen säännöt",
        "",
        f"- Kysymys {question}: uusi vaihtoehto ”Laivalla”.",
        "",
        "### Saariluotsi",
        "",
        f"- {question}, ”Laivalla”: ennen: ei vaihtoehtoa → nyt: ei nyt",
        "",
        "### Mannerneuvonta",
        "",
        f"- {question}, ”Laivalla”: ennen: ei vaihtoehtoa → nyt: ei nyt",
        "",
        "Kysymykset tai vaihtoehdot muuttuvat, joten vastausjoukkojen tuloksia ei verrata.",
    ]
    assert f"- Kysymys {question}: vaihtoehto ”Laivalla” poistuu." in changes(county, fixture(county / "nyt"))


def test_group_and_reading_of_a_criterion(county: Path) -> None:
    """A criterion that leaves its group counts alone; what was our reading is now the source's own word."""
    change(county, "data/services.yml", "        - jokin:\n", "")
    change(county, "data/services.yml", "jarjestys: 20\n", "jarjestys: 20\n      enintaan: selvita\n")
    change(county, "data/services.yml", "            - {kysymys: koti", "        - {kysymys: koti")
    change(county, "data/services.yml", "            - {kysymys: tarve", "        - {kysymys: tarve")
    change(county, "data/services.yml", " perusta: [A2], tulkinta: [asunto],", " perusta: [A2],")
    rows = changes(county, PIENI).split("\n")
    assert (
        "- ”Missä asiakas asuu?”: ennen: ehdon on täytyttävä → nyt: "
        "riittää, että tämä tai jokin näistä täyttyy: ”Mitä asiakas tarvitsee?”"
    ) in rows
    assert (
        "- ”Mitä asiakas tarvitsee?”, ”Asunnon”: ennen: käsikirja sanoo asian suoraan → nyt: tulkinta" in rows
    )


PAGE = "---\ndescription: {0}\n---\n\n# {0}\n\nLautta kulkee aamulla.\n\nLautta kulkee illalla.\n"


def with_page(root: Path, file: str, title: str, front: str = "") -> Path:
    path = root / "docs" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.format(title).replace("---\n", f"---\n{front}", 1), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("old", "new", "front", "row"),
    [
        (None, ("polut/lautta.md", "Lautta"), "", "- Uusi sivu ”Lautta”: `polut/lautta.md`."),
        (
            ("lautta.md", "Lautta"),
            None,
            "",
            "- **Varoitus:** sivu ”Lautta” poistuu: `lautta.md`. Vanha osoite ei johda enää mihinkään. "
            "Jos asia kerrotaan muulla sivulla, lisää sen etutietoihin `vanhat_osoitteet: [lautta.md]`.",
        ),
        (
            ("lautta.md", "Lautta"),
            ("polut/lossi.md", "Lossi"),
            "vanhat_osoitteet: [lossi.md]\n",
            "- **Varoitus:** sivu ”Lautta” siirtyy: `lautta.md` → `polut/lossi.md`. Vanha osoite ei johda "
            "enää mihinkään. Lisää tiedoston `docs/polut/lossi.md` etutietoihin "
            "`vanhat_osoitteet: [lossi.md, lautta.md]`.",
        ),
        (
            ("lautta.md", "Lautta"),
            ("polut/lautta.md", "Lautta"),
            "vanhat_osoitteet: [lautta.md]\n",
            "- Sivu ”Lautta” siirtyy: `lautta.md` → `polut/lautta.md`. Vanha osoite johtaa uuteen.",
        ),
        (("lautta.md", "Lautta"), ("lautta/index.md", "Lautta"), "", None),
    ],
)
def test_pages_that_come_go_and_move(
    old: tuple[str, str] | None, new: tuple[str, str] | None, front: str, row: str | None, tmp_path: Path
) -> None:
    before, now = fixture(tmp_path / "ennen"), fixture(tmp_path / "nyt")
    if old:
        with_page(before, *old)
    if new:
        with_page(now, *new, front)
    text = changes(before, now)
    if row is None:
        assert text == NOTHING
    else:
        assert [line for line in text.split("\n") if line.startswith("- ")] == [row]


def test_old_address_that_is_dropped_is_warned_of(county: Path) -> None:
    change(county, "docs/palveluvalitsin.md", "vanhat_osoitteet: [polut/valitsin.md]\n", "")
    assert (
        "- **Varoitus:** vanha osoite `polut/valitsin.md` johti sivulle ”Palveluvalitsin”, eikä johda enää "
        "mihinkään. Palauta se tiedoston `docs/palveluvalitsin.md` luetteloon `vanhat_osoitteet`."
        in changes(PIENI, county)
    )


def test_old_content_that_cannot_be_read_is_said_to_be_so(county: Path) -> None:
    assert "Aiempaa sisältöä ei voi lukea nykyisellä ohjelmalla" in changes(county / "ei-ole", PIENI)
    change(county, "data/quiz.yml", '    miksi: "Tarve ratkaisee palvelun."\n', "")
    text = changes(county, PIENI)
    assert "ei verrata (data/quiz.yml rivi " in text
    assert len(text.splitlines()) == 3


def test_old_content_may_lack_what_is_not_compared(county: Path) -> None:
    """The program may have got a data file, a field or a macro since then."""
    (county / "data/paths.yml").unlink()
    (county / "data/vanha.yml").write_text("vanha: 1\n", encoding="utf-8")
    change(county, "docs/tietoa.md", "{{ vaittamat() }}", "{{ muinainen_makro() }}")
    assert changes(county, PIENI) == NOTHING


def test_spoilt_old_content_never_ends_in_a_traceback(county: Path) -> None:
    """Rows of the old files taken away at random: each is compared, or said to be unreadable."""
    random_ = random.Random(7)
    for path in sorted(county.glob("data/*.yml")):
        text = path.read_text(encoding="utf-8")
        for _ in range(8):
            rows = text.split("\n")
            del rows[random_.randrange(len(rows))]
            path.write_text("\n".join(rows), encoding="utf-8")
            assert changes(county, PIENI).startswith("# Mitä muutos muuttaa\n\n")
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("text", ["<script>", "a*b*_c_`d`", "[x](y)", "a | b ~~c~~ & \\", "# x\n\n- y"])
def test_text_stays_text(text: str) -> None:
    [item] = lxml.html.fromstring(markdown.markdown(f"- {quoted(text)}"))
    assert item.text_content() == f"”{' '.join(text.split())}”"
    assert len(item) == 0


# --- The preview ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An offline copy that carries a change."""
    folder = tmp_path_factory.mktemp("preview")
    county = project(folder / "project", PIENI)
    shutil.copy(GOLDEN / "muutos.md", county)
    return built(county, folder / "site", OFFLINE="true", CHANGES="muutos.md")


def test_every_page_of_a_preview_leads_to_the_change(preview: Path) -> None:
    page = lxml.html.parse(preview / "mita-muutos-muuttaa.html")
    assert page.xpath("string(//article//h1)") == "Mitä muutos muuttaa"
    assert page.xpath("//article//li[contains(., 'Missä asiakas <b>asuu</b> nyt?')]")
    assert not page.xpath("//article//b")
    for path in preview.rglob("*.html"):
        tree = lxml.html.parse(path)
        lines = tree.xpath("//p[@class='tk-esikatselu']/a/@href")
        framed = tree.xpath("//article") and path.name not in ("404.html", "mita-muutos-muuttaa.html")
        if not framed:
            assert lines == []
            continue
        assert len(lines) == 1, path
        assert (path.parent / lines[0]).resolve() == (preview / "mita-muutos-muuttaa.html").resolve()
    for name in ("sitemap.xml", "search/search_index.js"):
        assert "mita-muutos-muuttaa" not in (preview / name).read_text(encoding="utf-8")


def test_ordinary_build_has_no_such_page(county_site: Path, county_offline_site: Path) -> None:
    for site in (county_site, county_offline_site):
        assert not list(site.rglob("mita-muutos-muuttaa*"))
        assert not [p for p in site.rglob("*.html") if "tk-esikatselu" in p.read_text(encoding="utf-8")]


def test_preview_of_a_missing_file_is_refused_in_finnish(tmp_path: Path) -> None:
    done = build(project(tmp_path / "project", PIENI), tmp_path / "site", CHANGES="puuttuu.md")
    assert done.returncode == 1
    assert "Tiedostoa puuttuu.md ei ole. → Tee se: make -s changes > puuttuu.md." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
