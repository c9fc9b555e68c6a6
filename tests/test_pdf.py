"""The handbook as a PDF, read back as its readers' programs read it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import builds
import pdf_reader
import pikepdf
import pytest
from checked import kirja
from command import Done, in_process, process

from handbook.pdf.book import Book, read_book

pytestmark = pytest.mark.xdist_group("pdf")

KASIKIRJA = kirja()
# What stands in a structure element, where ISO 32000-1 (14.8.4) restricts it.
CHILDREN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TR": {"THead", "TBody", "Table"},
    "TH": {"TR"},
    "TD": {"TR"},
}
# Left out of the paper by its stylesheet: words that their place there says.
HIDDEN = {"tk-tulos__alku", "summary"}


def make(site: Path, file: Path, root: Path, **environment: str) -> Done:
    arguments = "--root", str(root), "pdf", str(site), str(file)
    return process(*arguments, SOURCE_DATE_EPOCH="1700000000", **environment)


def refuse(site: Path, file: Path) -> Done:
    """The command where it makes no file; what it checks first is the tiny county's content."""
    done = in_process("--root", str(builds.PIENI), "pdf", str(site), str(file))
    assert not file.exists()
    return done


@pytest.fixture(scope="session")
def file(site: Path, large: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make_first(path: Path) -> None:
        # WeasyPrint warns of styles that it does not know and of links without a target.
        assert make(site, path, large) == (0, "", "")

    return builds.shared(tmp_path_factory, "kasikirja.pdf", make_first)


@pytest.fixture(scope="session")
def pdf(file: Path) -> pikepdf.Pdf:
    return pikepdf.open(file)


@pytest.fixture(scope="session")
def pages(pdf: pikepdf.Pdf) -> pdf_reader.Pages:
    return pdf_reader.marked_text(pdf)


@pytest.fixture(scope="session")
def tree(pdf: pikepdf.Pdf, pages: pdf_reader.Pages) -> pdf_reader.Element:
    return pdf_reader.structure(pdf, pages)


@pytest.fixture(scope="session")
def book(site: Path) -> Book:
    return read_book(site)


def bare(text: str) -> str:
    """Text without white space: lines of the PDF break where they will."""
    return "".join(text.split())


# --- Content -------------------------------------------------------------------------------------------


def test_every_page_is_a_chapter_and_a_bookmark(tree: pdf_reader.Element, pdf: pikepdf.Pdf) -> None:
    headings = {bare(element.whole_text) for element in tree.walk() if element.tag in ("H1", "H2")}
    marks = {title for level, title in pdf_reader.bookmarks(pdf) if level <= 2}
    for sivu in KASIKIRJA.sivut:
        assert bare(sivu.otsikko) in headings, sivu.tiedosto
        assert sivu.otsikko in marks, sivu.tiedosto


def test_nothing_of_a_page_is_lost(book: Book, tree: pdf_reader.Element) -> None:
    """Every piece of text, in its order: folded answers, the decision table, terms, sources."""

    def pieces(element: Element) -> list[str]:
        if HIDDEN.intersection(element.get("class", "").split()) and "tk-tarkistettava" not in element.get(
            "class", ""
        ):
            return []
        return [
            element.text or "",
            *(piece for child in element for piece in (*pieces(child), child.tail or "")),
        ]

    printed, position = bare(tree.whole_text), 0
    for chapter in book.chapters:
        for piece in map(bare, pieces(chapter.body)):
            found = printed.find(piece, position)
            assert found >= 0, (chapter.address, piece, printed[position : position + 100])
            position = found + len(piece)


def test_source_list_is_the_last_chapter(book: Book) -> None:
    assert list(book.chapters)[-1].address == "lahteet/"


def test_document_says_its_date_and_version(tree: pdf_reader.Element, pdf: pikepdf.Pdf) -> None:
    assert f"Versio {KASIKIRJA.versio}, 14.11.2023" in tree.whole_text
    assert pdf.docinfo.CreationDate == pdf.docinfo.ModDate == "D:20231114221320Z"


# --- Ways about ----------------------------------------------------------------------------------------


def test_every_internal_link_has_a_target_and_says_where_it_leads(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    targets = {str(name) for name in list(names)[::2]}
    titles = {title for _, title in pdf_reader.bookmarks(pdf)}
    links = [link for page in pdf.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]
    assert {int(link.F) for link in links} == {4}, "printed"
    inside = [link for link in links if "/Dest" in link]
    assert len(inside) > 1000
    assert {str(link.Dest) for link in inside} <= targets
    assert {str(link.Contents) for link in inside} <= titles
    assert all(
        str(link.A.URI).startswith(("https://", "http://")) and str(link.Contents)
        for link in links
        if "/Dest" not in link
    )


def test_every_link_is_tagged_as_one(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    elements = {
        int(number): element for number, element in zip(list(numbers)[::2], list(numbers)[1::2], strict=True)
    }
    tags = [elements[int(link.StructParent)].S for page in pdf.pages for link in page.get("/Annots", [])]
    assert set(tags) == {"/Link"}


def test_pages_are_numbered_as_they_are_labelled(pdf: pikepdf.Pdf) -> None:
    assert [page.label for page in pdf.pages] == [str(number) for number in range(1, len(pdf.pages) + 1)]
    assert all(page.obj.Tabs == "/S" for page in pdf.pages)
    assert {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}


# --- PDF/UA-1 (ISO 14289-1) ----------------------------------------------------------------------------


def test_document_is_tagged_and_names_itself(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert root.MarkInfo.Marked is True
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert (root.Lang, pdf.docinfo.Title) == ("fi", "Työkyvyn tuen käsikirja")
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Työkyvyn tuen käsikirja"


def test_text_is_in_a_tag_or_an_artifact(pages: pdf_reader.Pages, tree: pdf_reader.Element) -> None:
    assert pdf_reader.bare_text(pages) == ""
    assert "\N{REPLACEMENT CHARACTER}" not in tree.whole_text
    assert "Sivu 2 / " not in tree.whole_text, "running heads are artifacts"


def test_structure_follows_the_standard(tree: pdf_reader.Element) -> None:
    wrong = []
    for element in tree.walk():
        for child in element.children:
            if child.tag not in CHILDREN.get(element.tag, {child.tag}) or element.tag not in PARENTS.get(
                child.tag, {element.tag}
            ):
                wrong.append((element.tag, child.tag, child.whole_text[:60]))
    assert wrong == []


def test_headings_begin_at_the_top_and_leave_out_no_level(tree: pdf_reader.Element) -> None:
    levels = [int(element.tag[1]) for element in tree.walk() if re.fullmatch("H[1-6]", element.tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_pictures_are_described_and_links_are_annotations(tree: pdf_reader.Element) -> None:
    figures = [element for element in tree.walk() if element.tag == "Figure"]
    assert [str(figure.raw.Alt) for figure in figures] == [
        "Käsikirjan tunnus: ihminen ja häntä kannatteleva kaari"
    ]
    for element in tree.walk():
        if element.tag == "Link":
            assert any(
                isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR" for kid in element.raw.K
            ), element.whole_text


def test_table_cells_have_headers(tree: pdf_reader.Element) -> None:
    cells = [element for element in tree.walk() if element.tag == "TD"]
    assert len(cells) > 100
    # One of the column; and one of the row, save in what is typed as Markdown.
    assert {len(cell.raw.A.Headers) for cell in cells} == {1, 2}
    scopes = Counter(str(element.raw.A.Scope) for element in tree.walk() if element.tag == "TH")
    assert scopes.keys() == {"/Row", "/Column"}


def test_fonts_are_embedded_and_readable(pdf: pikepdf.Pdf) -> None:
    fonts = {name: font for page in pdf.pages for name, font in page.Resources.Font.items()}
    assert fonts
    for font in fonts.values():
        assert "Source-Sans" in str(font.BaseFont)
        assert "/ToUnicode" in font
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


# --- The same, and what fails --------------------------------------------------------------------------


def test_two_builds_are_the_same_to_the_byte(site: Path, large: Path, file: Path, tmp_path: Path) -> None:
    assert make(site, tmp_path / "again.pdf", large, TZ="Pacific/Auckland", PYTHONHASHSEED="2").code == 0
    assert (tmp_path / "again.pdf").read_bytes() == file.read_bytes()
    assert (tmp_path / "again.pdf").stat().st_mtime == 1_700_000_000


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "change", "reported"),
    [
        (
            "uusi/index.html",
            lambda html: html,
            ["Sivu uusi/ puuttuu valikosta. → Lisää se tiedoston mkdocs.yml kohtaan nav."],
        ),
        (
            "lahteet/index.html",
            lambda html: html.replace("</h1>", '</h1><p><a href="../poissa/">x</a></p>'),
            ["Sivulla lahteet/ on linkki ../poissa/, jonka kohdetta ei ole."],
        ),
        (
            "lahteet/index.html",
            lambda html: html.replace(
                "</h1>", '</h1><p><a href="../sanasto/#poissa">x</a> <a href="#eika">x</a></p>'
            ),
            [
                "Sivulla lahteet/ on linkki ../sanasto/#poissa, jonka kohdetta ei ole.",
                "Sivulla lahteet/ on linkki #eika, jonka kohdetta ei ole.",
            ],
        ),
        (
            "index.html",
            lambda html: html.replace(
                "</h1>", '</h1><img src="assets/poissa.png" alt="x"><img src="assets/images/tunnus.svg">'
            ),
            [
                "Sivulla etusivu on linkki assets/poissa.png, jonka kohdetta ei ole.",
                "Sivulla etusivu kuvalta assets/images/tunnus.svg puuttuu vaihtoehtoinen teksti.",
            ],
        ),
        (
            "tietoa/index.html",
            lambda html: html.replace("</h1>", "</h1><p>\N{TWO JOINED SQUARES}</p>"),
            [
                "Sivulla tietoa/ on merkki \N{TWO JOINED SQUARES} (U+29C9), "
                "jota PDF-tiedoston kirjasimessa ei ole. → Korvaa se."
            ],
        ),
    ],
)
def test_what_is_not_whole_is_reported_with_its_page(
    county_site: Path, tmp_path: Path, page: str, change: Callable[[str], str], reported: list[str]
) -> None:
    spoilt = tmp_path / "site"
    shutil.copytree(county_site, spoilt)
    if (spoilt / page).exists():
        rewrite(spoilt / page, change)
    else:
        shutil.copytree(spoilt / "tietoa", (spoilt / page).parent)
    done = refuse(spoilt, tmp_path / "x.pdf")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [*reported, "PDF-tiedostoa ei tehty."]


def test_emoji_are_left_out_of_paper(county_site: Path, large: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "site"
    shutil.copytree(county_site, spoilt)
    rewrite(
        spoilt / "tietoa/index.html",
        lambda html: html.replace("</h1>", "</h1><p>Hyvä \N{THUMBS UP SIGN}!</p>"),
    )
    assert make(spoilt, tmp_path / "x.pdf", large).code == 0
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        tree = pdf_reader.structure(pdf, pdf_reader.marked_text(pdf))
        assert "Hyvä !" in tree.whole_text


def test_folder_without_a_site_is_reported(tmp_path: Path) -> None:
    done = refuse(tmp_path / "poissa", tmp_path / "x.pdf")
    assert done.code == 1
    assert done.err.splitlines() == [
        f"Kansiossa {tmp_path / 'poissa'} ei ole rakennettua sivustoa.",
        "PDF-tiedostoa ei tehty.",
    ]


def test_files_of_the_site_do_not_travel_with_the_book(county_site: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "site"
    shutil.copytree(county_site, spoilt)
    rewrite(
        spoilt / "lahteet/index.html",
        lambda html: html.replace("</h1>", '</h1><p><a href="../robots.txt">tiedosto</a></p>'),
    )
    body = next(chapter.body for chapter in read_book(spoilt).chapters if chapter.address == "lahteet/")
    assert [element.tag for element in body.iter() if element.text == "tiedosto"] == ["span"]


def test_stylesheets_style_what_the_site_has(site: Path) -> None:
    html = " ".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    names = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}
    css = " ".join(
        path.read_text(encoding="utf-8") for path in (builds.ROOT / "handbook/pdf/paper").glob("*.css")
    )
    assert set(re.findall(r"\.(tk-[\w-]+)", css)) - names == set()


# --- On the site ---------------------------------------------------------------------------------------


def test_site_offers_the_pdf_with_its_date_and_size(
    county_history: Path, county_offline_site: Path, some_pdf: Path
) -> None:
    for site in (county_history / "site", county_offline_site):
        pages = builds.pages_of(site)
        assert len(pages) > 10
        for path in pages:
            html = path.read_text(encoding="utf-8")
            [(href, words)] = re.findall(r'<a href="([^"]*)">Käsikirja PDF-tiedostona</a> \(([^)]*)\)', html)
            # The error page is served at any address.
            target = site / Path(href).name if path.name == "404.html" else path.parent / href
            assert target.read_bytes() == some_pdf.read_bytes(), path
            assert words == "14.11.2023, 1,5 Mt"


def test_site_without_a_pdf_offers_none(site: Path) -> None:
    assert not list(site.rglob("*.pdf"))
    assert not [path for path in site.rglob("*.html") if "PDF-tiedostona" in path.read_text(encoding="utf-8")]


def test_missing_pdf_is_reported(tmp_path: Path) -> None:
    project = builds.project(tmp_path / "county", builds.PIENI)
    done = builds.build(project, tmp_path / "site", PDF="pdf/poissa.pdf")
    assert done.returncode == 1
    assert "Tiedostoa pdf/poissa.pdf ei ole. → Tee se komennolla make pdf." in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_another_county_gets_its_own(county_site: Path, tmp_path: Path) -> None:
    county = builds.project(tmp_path / "county", builds.PIENI)
    assert make(county_site, tmp_path / "county.pdf", root=county) == (0, "", "")
    with pikepdf.open(tmp_path / "county.pdf") as pdf:
        assert "Saariluotsi" in {title for _, title in pdf_reader.bookmarks(pdf)}
