"""The stylesheet that is published draws every page as the many it is made of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builds import pages_of, project
from playwright.sync_api import Browser
from serving import served

pytestmark = pytest.mark.xdist_group("browser")


# Place and computed style of every element and of what is drawn before, after and inside it, as a number: the
# browser sends little. Custom properties that nothing reads may be gone; what has no content is not drawn.
STYLES = """() => {
  const parts = (e) => [null, "::before", "::after", ...(e.matches("li, summary") ? ["::marker"] : []),
    ...(e.localName === "details" ? ["::details-content"] : [])];
  const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith("--"));
  const digest = (text) => [...text].reduce((sum, char) => Math.imul(sum, 31) + char.codePointAt() | 0, 7);
  return [...document.querySelectorAll("body, body *:not(script, template, option)")].map((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    const styles = parts(e).map((part) => {
      const style = getComputedStyle(e, part);
      if (["::before", "::after"].includes(part) && style.content === "none") return "none";
      return names.map((name) => style.getPropertyValue(name)).join("|");
    });
    const look = digest(styles.join("¦").replaceAll(location.origin, ""));
    return [`${e.localName}.${e.className}`, x, y, width, height, look].join(" ");
  });
}"""


def test_pages_are_drawn_as_with_all_stylesheets(
    browser: Browser, address: str, site: Path, tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=project(tmp_path / "project"),
        check=True,
        env={**os.environ, "MACROS_FAIL": "true", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
    )
    differ = []
    with served(tmp_path / "site") as whole:
        for width, scheme in ((1280, "light"), (320, "dark")):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            for path in sorted(path.relative_to(site).as_posix() for path in pages_of(site)):
                drawn = []
                for base in (address, whole):
                    page.goto(f"{base}/{path}")
                    page.wait_for_timeout(100)  # whatever opens or closes at first has done so
                    drawn.append(page.evaluate(STYLES))
                assert len(drawn[0]) == len(drawn[1]) > 50
                differ += [
                    (path, width, scheme, one[:60]) for one, other in zip(*drawn, strict=True) if one != other
                ][:2]
            context.close()
    assert differ == []
