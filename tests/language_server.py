"""The YAML language server as an editor starts it: the same program that VS Code's YAML extension holds."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builds import ROOT


class LanguageServer:
    """One running server; texts are opened as files of ``folder``, which need not be there."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self._process, self._folder, self._ids = process, folder, itertools.count(1)
        self._uris = itertools.count(1)
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "locale": "fi",
                "capabilities": {
                    "textDocument": {
                        "completion": {
                            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
                        }
                    }
                },
            },
        )
        self._tell("initialized", {})
        self._tell(
            "workspace/didChangeConfiguration",
            {
                "settings": {
                    "yaml": {
                        "validate": True,
                        "hover": True,
                        "completion": True,
                        "schemaStore": {"enable": False},
                    }
                }
            },
        )

    def diagnostics(self, *texts: str) -> list[list[tuple[int, str]]]:
        """For each text the row, counted from 1, and the message of each complaint about it.

        The server waits a fifth of a second before it looks at a text, so many are asked at once.
        """
        uris = [self._open(text) for text in texts]
        found: dict[str, list[tuple[int, str]]] = {}
        while not found.keys() >= set(uris):
            message = self._read()
            if message.get("method") == "textDocument/publishDiagnostics":
                items = message["params"]["diagnostics"]
                complaints = {(item["range"]["start"]["line"] + 1, item["message"]) for item in items}
                found.setdefault(message["params"]["uri"], sorted(complaints))
        return [found[uri] for uri in uris]

    def completions(self, text: str) -> dict[str, str]:
        """What is offered at ``|`` in ``text``: words and their descriptions."""
        result = self._at("completion", text) or {"items": []}
        notes = ((item["label"], item.get("documentation") or "") for item in result["items"])
        return {label: note["value"] if isinstance(note, dict) else note for label, note in notes}

    def hover(self, text: str) -> str:
        """What is shown for the word at ``|`` in ``text``."""
        return str((self._at("hover", text) or {"contents": {"value": ""}})["contents"]["value"])

    def _at(self, feature: str, text: str) -> Any:
        before, _, after = text.partition("|")
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self._ask(
            f"textDocument/{feature}",
            {"textDocument": {"uri": self._open(before + after)}, "position": position},
        )

    def _open(self, text: str) -> str:
        uri = (self._folder / f"{next(self._uris)}.yml").as_uri()
        self._tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        return uri

    def _ask(self, method: str, params: Any) -> Any:
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message.get("result")

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """The next message; what the server asks of the editor is answered with nothing."""
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline().strip()) or not length:
            assert line, "the language server has ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "method" in message and "id" in message:
            items = (
                message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            )
            self._send({"id": message["id"], "result": items and [None for _ in items]})
        return message


@contextmanager
def language_server(folder: Path) -> Iterator[LanguageServer]:
    """Starts the server for the files of ``folder`` and ends it."""
    program = ROOT / "tests/node/node_modules/yaml-language-server/bin/yaml-language-server"
    with subprocess.Popen(
        [str(ROOT / ".venv/bin/node"), str(program), "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield LanguageServer(process, folder)
        finally:
            process.kill()
