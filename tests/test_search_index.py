"""Finnish for the search: base forms, words inside words, synonyms, and what the build makes of them."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import builds
import pytest
from checked import kirja, whole

from handbook.language.finnish import Dictionary, Word, analyse
from handbook.search.index import word_tables
from handbook.search.lexicon import Lexicon
from handbook.search.model import Synonyymi, Synonyymit

SEPARATOR = r"[\s\-,.:]+"

# Each word as it stands, its base forms, and the words inside it.
SANAT: list[tuple[str, list[str], list[str]]] = [
    ("työkyvyn", ["työkyky"], ["työ", "kyky"]),
    ("eläkkeellä", ["eläke"], []),
    ("tuen", ["tuki", "tukea"], []),
    ("polulla", ["polku"], []),
    ("maksuttomia", ["maksuton"], []),
    ("lääkäripalveluita", ["lääkäripalvelu"], ["lääkäri", "palvelu"]),
    ("sairauspäivärahaa", ["sairauspäiväraha"], ["sairaus", "sairauspäivä", "päivä", "päiväraha", "raha"]),
    (
        "opiskeluterveydenhuollon",
        ["opiskeluterveydenhuolto"],
        ["opiskelu", "opiskeluterveys", "terveys", "terveydenhuolto", "huolto"],
    ),
    (
        "työkykykoordinaattorille",
        ["työkykykoordinaattori"],
        ["työ", "työkyky", "kyky", "kykykoordinaattori", "koordinaattori"],
    ),
    # One word in the dictionary, with a seam in it.
    ("työhönvalmennukseen", ["työhönvalmennus"], ["työ", "valmennus"]),
    # The reading with the fewest parts: not akti + vointi + suunnitelma.
    ("aktivointisuunnitelmaan", ["aktivointisuunnitelma"], ["aktivointi", "suunnitelma"]),
    # Not in the dictionary: split at the longest end that is.
    ("työhönvalmentajalta", ["työhönvalmentaja"], ["työ", "valmentaja"]),
    ("sotekeskuksessa", ["sotekeskus"], ["sote", "keskus"]),
    # Nothing to find: names, abbreviations, numbers, pronouns that look like nouns, and no words at all.
    ("varhassa", [], []),
    ("tym", [], []),
    ("y100", [], []),
    ("381", [], []),
    ("joilla", [], []),
    ("", [], []),
    ("ö" * 5000, [], []),
]


@pytest.mark.parametrize(("sana", "perusmuodot", "osat"), SANAT, ids=[sana[:20] for sana, *_ in SANAT])
def test_base_forms_and_parts(sana: str, perusmuodot: list[str], osat: list[str]) -> None:
    tulos = analyse(sana)
    assert (tulos.base_forms, tulos.parts) == (perusmuodot, osat)


def test_inflected_ends_lead_to_their_base_forms() -> None:
    assert analyse("sairauspäivärahaa").ends == [["päivärahaa", "päiväraha"], ["rahaa", "raha"]]


@pytest.mark.parametrize(
    ("teksti", "yhdyssanat"),
    [
        ("arvioi työ- ja toimintakykyä", [("työ- ja toimintakykyä", "työkyky")]),
        ("Sosiaali- ja terveydenhuollossa", [("sosiaali- ja terveydenhuollossa", "sosiaalihuolto")]),
        (
            "työllisyys- tai sosiaalipalveluista",
            [("työllisyys- tai sosiaalipalveluista", "työllisyyspalvelu")],
        ),
        ("mielenterveys- ja päihdepalvelut", [("mielenterveys- ja päihdepalvelut", "mielenterveyspalvelu")]),
        ("työ- ja opiskeluterveydenhuollon", [("työ- ja opiskeluterveydenhuollon", "työterveydenhuolto")]),
        (
            "terveys-, sosiaali- ja työllisyyspalveluja",
            [
                ("terveys-, sosiaali- ja työllisyyspalveluja", "terveyspalvelu"),
                ("terveys-, sosiaali- ja työllisyyspalveluja", "sosiaalipalvelu"),
            ],
        ),
        ("kuntoutuspalvelut ja -etuudet", [("kuntoutuspalvelut ja -etuudet", "kuntoutusetuus")]),
        ("työ ja perhe, osa-aikainen työ", []),
        ("työ- ja", []),
        ("xyz- ja qwerty", []),
    ],
)
def test_coordinated_compounds(teksti: str, yhdyssanat: list[tuple[str, str]]) -> None:
    assert list(Dictionary().compounds(teksti)) == yhdyssanat


def test_python_and_rust_know_the_same_words() -> None:
    """kfst-rs only makes pyvoikko quicker: without it the index is the same."""
    sanat = [sana for sana, *_ in SANAT[:-1]]
    koodi = (
        "import json, sys; sys.modules['kfst_rs'] = None; "
        "from handbook.language.finnish import analyse; import kfst; "
        f"print(json.dumps([kfst.BACKEND, [analyse(s) for s in {sanat!r}]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", koodi], cwd=builds.ROOT, capture_output=True, text=True, check=True
    )
    backend, tulokset = json.loads(done.stdout)
    assert backend == "kfst"
    assert [Word(*tulos) for tulos in tulokset] == [analyse(sana) for sana in sanat]


def test_what_is_remembered_is_what_was_learnt(tmp_path: Path) -> None:
    tiedosto = tmp_path / ".cache/sanat.json"
    odotus = analyse("työkyvyn")
    for sisalto in (None, "", "{", "[]", '{"avain": "vanha", "sanat": {"työkyvyn": [["väärä"], [], []]}}'):
        if sisalto is not None:
            tiedosto.write_text(sisalto, encoding="utf-8")
        sanakirja = Dictionary(tmp_path)
        assert sanakirja.word("työkyvyn") == odotus
        sanakirja.save()
        assert json.loads(tiedosto.read_text(encoding="utf-8"))["sanat"] == {
            "työkyvyn": json.loads(json.dumps(odotus))
        }
    assert sorted(path.name for path in tiedosto.parent.iterdir()) == ["sanat.json"]
    muisti = json.loads(tiedosto.read_text(encoding="utf-8"))
    tiedosto.write_text(
        json.dumps({**muisti, "sanat": {"työkyvyn": [["muistettu"], [], []]}}), encoding="utf-8"
    )
    assert Dictionary(tmp_path).word("työkyvyn").base_forms == ["muistettu"]


def test_nothing_is_remembered_where_nothing_may_be_written(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("not a folder", encoding="utf-8")
    sanakirja = Dictionary(tmp_path)
    sanakirja.word("työkyvyn")
    sanakirja.save()


def test_dictionary() -> None:
    sanavarasto = Lexicon(
        ["Työ- ja toimintakykyä tukee TYM.", "Kuntouttavassa työtoiminnassa"],
        Dictionary(),
        separator=SEPARATOR,
    )
    synonyymit = [
        Synonyymi(sana="kyky", hakusanat=["Taito"]),
        Synonyymi(sana="kuntouttava työtoiminta", hakusanat=["kuty"]),
        Synonyymi(sana="TYM", hakusanat=["yhteispalvelu"]),
        Synonyymi(sana="auto", hakusanat=["kiesi"]),
    ]
    assert word_tables(sanavarasto, synonyymit) == {
        "muodot": {
            "kuntouttava": ["kuntouttavassa"],
            "kuntouttava työtoiminta": ["kuntouttavassa työtoiminnassa"],
            "kyky": ["kykyä"],
            "toiminta": ["toiminnassa"],
            "toimintakyky": ["toimintakykyä"],
            "tukea": ["tukee"],
            "työkyky": ["työ ja toimintakykyä"],
            "työtoiminta": ["työtoiminnassa"],
        },
        "osat": {
            "toimintakyky": ["toiminta", "kyky"],
            "työkyky": ["työ", "kyky"],
            "työtoiminta": ["työ", "toiminta"],
        },
        "synonyymit": {"kuntouttava työtoiminta": ["kuty"], "kyky": ["taito"], "tym": ["yhteispalvelu"]},
    }


@pytest.fixture(scope="module")
def index(site: Path) -> Any:
    return json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))


def test_every_synonym_leads_somewhere(index: Any) -> None:
    tunnetut = {
        sana
        for sanat in index["config"]["fields"]["text"]["sanasto"]["synonyymit"].values()
        for sana in sanat
    }
    assert [
        s
        for synonyymi in whole().records(Synonyymit).synonyymit
        for s in synonyymi.hakusanat
        if s.lower() not in tunnetut
    ] == []
    assert [
        termi.lyhenne for termi in kirja().termit if termi.lyhenne and termi.lyhenne.lower() not in tunnetut
    ] == []


def test_results_have_only_the_handbooks_own_text(index: Any) -> None:
    teksti = " ".join(doc["title"] + doc["text"] for doc in index["docs"])
    for vieras in (
        "arbetsförmåga",
        "työkkäri",
        "Tarkistettava:",
        "Ei vielä tarkistettu",
        "Kaikki tarkistettavat kohdat",
        "<sup>",
        "data-search",
        "Miksi tätä kysytään",
        "Kerrotaan sivuilla",
    ):
        assert vieras not in teksti, vieras
    assert [doc["location"] for doc in index["docs"] if not doc["text"]] == []


def test_each_term_is_a_result_of_its_own(index: Any) -> None:
    docs = {doc["location"]: doc for doc in index["docs"]}
    for termi in kirja().termit:
        doc = docs[f"sanasto/#{termi.id}"]
        assert termi.termi[1:] in doc["title"]
        assert len(doc["text"]) > 10


def test_index_is_small_and_script_is_written_once(site: Path) -> None:
    assert len(gzip.compress((site / "search/search_index.json").read_bytes())) <= 30 * 1024
    script = (site / "assets/javascripts/lunr/min/lunr.fi.min.js").read_text(encoding="utf-8")
    assert script.count("/* search.js */") == 1
    assert script.endswith((builds.ROOT / "handbook/search/search.js").read_text(encoding="utf-8"))


def test_offline_copy_searches_the_same_index(county_offline_site: Path) -> None:
    folder = county_offline_site / "search"
    script = (folder / "search_index.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("var __index = "))
    assert index == json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
    assert "saariluotsi" in index["config"]["fields"]["text"]["sanasto"]["synonyymit"]
    assert any(doc["location"] == "sanasto.html#luotsi" for doc in index["docs"])
    assert any(doc.get("sivu") == "Saariluotsi" for doc in index["docs"])
