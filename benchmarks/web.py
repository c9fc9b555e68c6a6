"""Weight and build time compared with plain Material, and how build time grows with the content.

Run by ``make bench``. Everything is measured in one run on one machine: read the ratios, not the seconds.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

import builds
import serving
import yaml
from playwright.sync_api import sync_playwright

# The same pages as Material makes them by itself, with its look, fonts and navigation.
PLAIN = """INHERIT: mkdocs.yml
theme: {name: material, language: fi, custom_dir: empty, font: {text: Roboto, code: Roboto Mono},
        favicon: assets/images/favicon.png, icon: {logo: material/library}, static_templates: []}
extra_css: []
"""
GROWTH = (100, 300, 1000)


class _Compressed(serving.Quiet):
    """Serves as a web host does, with compressed text."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"):
            body = gzip.compress(body, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header(
            "Cache-Control", "public, max-age=31536000" if "/assets/" in self.path else "no-cache"
        )
        self.end_headers()
        self.wfile.write(body)


def served(folder: Path) -> AbstractContextManager[str]:
    """``folder`` over HTTP with compression; gives its address, without a slash at the end."""
    return serving.served(folder, _Compressed)


def mkdocs(project: Path, site: Path, *options: str) -> float:
    """Builds ``site``; returns the processor seconds it took, without other work on the machine."""
    begun = _processor()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site), *options],
        cwd=project,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return _processor() - begun


def _processor() -> float:
    used = os.times()
    return used.children_user + used.children_system


def project(folder: Path) -> Path:
    """A copy of the handbook that may be changed, with the settings of plain Material beside its own."""
    builds.project(folder)
    (folder / "empty").mkdir()
    (folder / "plain.yml").write_text(PLAIN, encoding="utf-8")
    return folder


def first_view(site: Path) -> tuple[int, int, int]:
    """Bytes, requests, and requests to other hosts when the start page is opened with an empty cache."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        requests = []
        page.on("request", lambda request: requests.append(request))
        page.goto(f"{address}/", wait_until="load")
        page.wait_for_timeout(1500)
        own = [request for request in requests if request.url.startswith(address)]
        sizes = [request.sizes()["responseBodySize"] for request in own if request.response()]
        browser.close()
    return sum(sizes), len(own), len([r for r in requests if r not in own and not r.url.startswith("data:")])


def grown(folder: Path, count: int) -> Path:
    """The handbook with ``count`` more services, each a copy of the first with a page of its own."""
    project(folder)
    files = [folder / f"data/{name}.yml" for name in ("services", "pathways", "cases")]
    services, pathways, cases = (
        yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for file in files
    )
    model, row = services["palvelut"][0], pathways["kartta"][0]
    page = (folder / f"docs/palvelut/{model['id']}.md").read_text(encoding="utf-8")
    added = [f"palvelu-{i}" for i in range(count)]
    for i, service_id in enumerate(added):
        choice = {**model["valitsin"], "jarjestys": str(1000 + i)}
        services["palvelut"].append({**model, "id": service_id, "nimi": f"Palvelu {i}", "valitsin": choice})
        pathways["kartta"].append({**row, "palvelu": service_id})
        text = page.replace(model["id"], service_id).replace("# Työkykykoordinaattori", f"# Palvelu {i}")
        text = text.replace('description: "', f'description: "{i} ')
        (folder / f"docs/palvelut/{service_id}.md").write_text(text, encoding="utf-8")
    for case in cases["tapaukset"]:
        for expected in case["odotus"].values():
            expected += added if model["id"] in expected else []
    for file, data in zip(files, (services, pathways, cases), strict=True):
        file.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")  # JSON is YAML
    return folder


def main() -> None:
    """Prints the tables."""
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        own = project(base / "own")
        mkdocs(own, base / "warm")  # imports and caches
        plain = min(mkdocs(own, base / "plain", "-f", "plain.yml") for _ in range(3))
        built = min(mkdocs(own, base / "site") for _ in range(3))
        begun = _processor()
        subprocess.run([sys.executable, "-m", "handbook", "publish", str(base / "site")], cwd=own, check=True)
        published = _processor() - begun
        print("First view of the start page      KB gzip  requests  other hosts")
        for name, site in (("plain Material, same pages", base / "plain"), ("handbook", base / "site")):
            size, requests, elsewhere = first_view(site)
            print(f"{name:32} {size / 1024:8.1f} {requests:9} {elsewhere:12}")
        print(
            f"\nBuild time as a ratio to plain Material's: {built / plain:.2f}, "
            f"with publishing {(built + published) / plain:.2f}"
        )
        print(
            "\nServices added  build time, ratio to the handbook's  per added service, ratio to the first row"
        )
        first = 0.0
        for count in GROWTH:
            taken = mkdocs(grown(base / str(count), count), base / f"site-{count}")
            each = (taken - built) / count
            first = first or each
            print(f"{count:14} {taken / built:38.1f} {each / first:45.2f}")


if __name__ == "__main__":
    main()
