"""Nothing is published but what is meant: hostile pages, and hostile files and markup in a built site.

What is typed on a page is told by the check, or is text. Whatever else got into a site stops at the gate.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import lxml.html
import pytest
from builds import PIENI, ROOT, build, content_copy, pages_of, project
from command import in_process
from messages import in_finnish

from handbook.check import check
from handbook.content.allowed import MADE, TYPED
from handbook.site.gate import gate_problems

SCRIPT = "<script>alert(1)</script>"
# What is typed, told by the check.
TOLD = [
    "[x](JavaScript:alert(1))",
    "[x](jAvAsCrIpT:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](DATA:text/html,x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](ftp://x.example/)",
    "[x](http://x.example/)",
    "[x](HTTP://x.example/)",
    "[x](//evil.example/)",
    "[x](/\\evil.example)",
    "[x](tel:0401234567)",
    "![x](//evil.example/a.png)",
    "![x](https://evil.example/a.png)",
    "![x](DATA:image/png;base64,xx)",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x][y]\n\n[y]: JavaScript:alert(1)",
    f"*[LU]: {SCRIPT}",
    SCRIPT,
    f"{{% raw %}}{SCRIPT}{{% endraw %}}",
    f"<![CDATA[{SCRIPT}]]>",
    "<!-- x -->",
    "<scr\nipt>alert(1)</script>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:x"\n>x</a>',
    "<p onclick=x>y</p>",
    "<b>x</b>",
    "<style>p{}</style>",
    "<base href=//x>",
    "<form action=//x><input></form>",
    "<object data=x></object>",
    "<embed src=x>",
    '<math><mi xlink:href="javascript:x">',
    f"| a | b |\n|:--|--:|\n| {SCRIPT} | y |",
    "> <img src=x\nonerror=x>",
    f"    {SCRIPT}",
    "[<img src=x onerror=x>](index.md)",
    '{{ lahde(1) }}{: onclick="alert(1)" }',
    "[x](index.md){: onclick=alert(1) }",
    '[x](index.md){: style="color:red" }',
    '## Otsikko {: onclick="x" }',
    "{{ lahde(1) | safe }}",
    "{% set x = 1 %}",
    "{{ self }}",
    "{{ config }}",
    '{{ "".__class__ }}',
    '{% include "x" %}',
    '{% import "os" as x %}',
    "\ue0100\ue010",
    "\ue0110\ue011",
    '"[a]("' * 2000,
]
# What is typed, and is text on the page.
TEXT = [
    "<img\nsrc=x onerror=alert(1)>",
    '<meta\nhttp-equiv="refresh" content="0;url=https://evil.example">',
    "<iframe\nsrc=//x>",
    "* <script\n>alert(1)",
    "<javascript:alert(1)>",
    f'{{% raw %}}{{{{ "{SCRIPT}" }}}}{{% endraw %}}',
    f"\\`{SCRIPT}\\`",
    "<?php alert(1) ?>",
    "<!DOCTYPE html>",
    f"```\n{SCRIPT}",
    f"~~~\n{SCRIPT}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "## &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    '[x](index.md "onmouseover=alert(1)")',
    "[x](index.md '\" onmouseover=\"x')",
    f'{{{{ termi("luotsi", "{SCRIPT}") }}}}',
    '{{ termi("luotsi", "<img src=x onerror=alert(1)>") }}',
    "&#xe010;0&#xe010; ja &#xe011;0&#xe011;",
    "<https://ok.example/>",
    "<a@b.example>",
]


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return content_copy(tmp_path_factory.mktemp("gate") / "kasikirja", PIENI)


@pytest.mark.parametrize("typed", TOLD, ids=lambda typed: repr(typed)[:40])
def test_typed_attack_is_told(
    typed: str, handbook: Path, record_property: Callable[[str, object], None]
) -> None:
    page = handbook / "docs/tietoa.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n{typed}\n", encoding="utf-8")
    begun = time.process_time()
    problems = [str(problem) for problem in check(handbook).problems]
    page.write_text(before, encoding="utf-8")
    record_property(
        repr(typed)[:60], f"{problems[0][:90] if problems else '-'} ({time.process_time() - begun:.1f} s)"
    )
    assert problems
    assert all(problem.startswith("docs/tietoa.md rivi ") and in_finnish(problem) for problem in problems)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a handbook with a page for each attack that the check has nothing against."""
    folder = tmp_path_factory.mktemp("attacked")
    root = project(folder / "kasikirja", PIENI)
    menu = root / "mkdocs.yml"
    rows = menu.read_text(encoding="utf-8").rstrip()
    for number, typed in enumerate(TEXT):
        name = f"hyokkays-{number}.md"
        rows += f"\n  - {name}"
        (root / "docs" / name).write_text(
            f'---\ndescription: "Hyökkäys {number}."\n---\n\n# Hyökkäys {number}\n\n{typed}\n',
            encoding="utf-8",
        )
    menu.write_text(f"{rows}\n", encoding="utf-8")
    done = build(root, folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.mark.parametrize("number", range(len(TEXT)), ids=[repr(typed)[:40] for typed in TEXT])
def test_typed_attack_is_text(number: int, attacked: Path) -> None:
    tree = lxml.html.fromstring((attacked / f"hyokkays-{number}/index.html").read_bytes())
    [article] = tree.xpath("//article[contains(@class, 'md-content__inner')]")
    for outside in article.xpath(".//aside"):
        outside.drop_tree()
    made = {element.tag for element in article.iterdescendants()}
    assert made <= TYPED.keys() | {"abbr"}
    assert not [
        name for element in tree.iter() for name in element.attrib if name.startswith(("on", "style"))
    ]
    assert not [script for script in tree.xpath("//script/text()") if "alert" in script]


# What got into a page's content all the same, and what the gate says.
MARKUP = [
    SCRIPT,
    "<script type=application/json>{}</script>",
    "<script src=//evil.example/x.js></script>",
    "<script src=x.js></script>",
    "<img src=x onerror=alert(1)>",
    "<img src=//evil.example/x.png alt=x>",
    "<img src=https://evil.example/x.png alt=x>",
    "<img srcset=x alt=x src=x.png>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' java&#10;script:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href=//evil.example>x</a>",
    "<a href='\\\\evil.example'>x</a>",
    "<a href=http://evil.example>x</a>",
    "<a ping=//evil.example href=x>x</a>",
    "<a target=_blank href=x>x</a>",
    "<p style=color:red>x</p>",
    "<p onclick=x>x</p>",
    "<div contenteditable>x</div>",
    "<style>p{}</style>",
    "<iframe src=x></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<base href=//x>",
    "<meta http-equiv=refresh content=0>",
    "<meta name=x content=y>",
    "<link rel=stylesheet href=x>",
    "<form action=//evil.example></form>",
    "<button formaction=//x>x</button>",
    "<video src=x></video>",
    "<audio src=x></audio>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:x>x</a></svg>",
    "<svg onload=x></svg>",
    "<math><mi>x</mi></math>",
    "<marquee>x</marquee>",
    "<portal src=x></portal>",
    "<input onfocus=x autofocus>",
    "<details ontoggle=x open>x</details>",
    "<template><script>alert(1)</script></template>",
    "<noscript><img src=x onerror=x></noscript>",
    "<oma-elementti>x</oma-elementti>",
]


@pytest.fixture(scope="module")
def spoilt(county_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("spoilt") / "site"
    shutil.copytree(county_site, site)
    assert gate_problems(site, PIENI) == []
    return site


@pytest.mark.parametrize("html", MARKUP, ids=lambda html: html[:40])
def test_markup_stops_at_the_gate(html: str, spoilt: Path) -> None:
    page = spoilt / "sanasto/index.html"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("</h1>", f"</h1>{html}", 1), encoding="utf-8")
    problems = [str(problem) for problem in gate_problems(spoilt, PIENI)]
    page.write_text(before, encoding="utf-8")
    assert problems
    assert all(problem.startswith("docs/sanasto.md rivi 1: ") and in_finnish(problem) for problem in problems)


@pytest.mark.parametrize(
    ("place", "html"),
    [
        ("</head>", SCRIPT),
        ("</head>", "<meta http-equiv=refresh content=0>"),
        ("</head>", "<style>p{}</style>"),
        ("</head>", '<script type="application/ld+json">{"a": "<b>"}</script>'),
        ("</body>", "<script src=https://evil.example/x.js></script>"),
        ("</body>", "<iframe src=x></iframe>"),
        ("</footer>", "<p onclick=x>x</p>"),
    ],
)
def test_frame_holds_only_its_own(place: str, html: str, spoilt: Path) -> None:
    page = spoilt / "sanasto/index.html"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace(place, f"{html}{place}", 1), encoding="utf-8")
    problems = gate_problems(spoilt, PIENI)
    page.write_text(before, encoding="utf-8")
    assert problems


@pytest.mark.parametrize(
    "file",
    [
        "paha.html",
        "paha.js",
        "assets/paha.svg",
        "paha.css",
        "paha.exe",
        "assets/images/paha.htm",
        "paha.xhtml",
    ],
)
def test_file_stops_at_the_gate(file: str, spoilt: Path) -> None:
    path = spoilt / file
    path.write_text(SCRIPT, encoding="utf-8")
    problems = [str(problem) for problem in gate_problems(spoilt, PIENI)]
    path.unlink()
    assert len(problems) == 1 and problems[0].startswith(f"{file} rivi 1: ")


def test_index_of_the_search_holds_text_only(spoilt: Path) -> None:
    path = spoilt / "search/search_index.json"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace('"text":"', '"text":"<img src=x onerror=x>', 1), encoding="utf-8")
    problems = gate_problems(spoilt, PIENI)
    path.write_text(before, encoding="utf-8")
    assert problems


def test_nothing_is_published_past_the_gate(tmp_path: Path, county_site: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(county_site, site)
    (site / "paha.html").write_text(SCRIPT, encoding="utf-8")
    with mock.patch("handbook.__main__.publish"):  # what it does has been done
        done = in_process("--root", str(PIENI), "publish", str(site))
    assert done.code == 1 and "paha.html" in done.err


def test_gate_knows_what_sites_are_made_of(site: Path, offline_site: Path, county_offline_site: Path) -> None:
    """The list has nothing that no site needs: what is not made is not allowed."""
    for built in (site, offline_site, county_offline_site):
        assert gate_problems(built, ROOT / "tests/fixtures/suuri") == [] or built == county_offline_site
    made = {
        element.tag
        for built in (site, offline_site)
        for path in pages_of(built)
        for article in lxml.html.fromstring(path.read_bytes()).xpath(
            "//article[contains(@class, 'md-content__inner')]"
        )
        for element in article.iterdescendants()
        if isinstance(element.tag, str)
    }
    assert MADE.keys() - TYPED.keys() <= made
