"""A review that runs as it does for a person: in a process of its own, spoken to over HTTP."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
Row = dict[str, Any]


class Review:
    """A review that runs in a process of its own."""

    def __init__(self, out: Path, *options: str) -> None:
        command = [sys.executable, "-m", "pipeline.cli", "review", "--out", str(out), "--no-open", *options]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        told = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/$", told.strip())
        assert found is not None, told + (self.process.stderr.read() if self.process.stderr else "")
        self.port, self.token = int(found[1]), found[2]

    def ask(self, method: str, path: str, body: Any = None, **changed: str | None) -> tuple[int, Row | str, Row]:
        """Status, JSON or text, and headers of an answer. ``changed`` replaces headers (``_`` for ``-``); None leaves one out."""
        sent: dict[str, str | None] = {"Host": f"127.0.0.1:{self.port}"}
        if method == "POST":
            sent |= {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in changed.items()}
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        if method == "POST":
            sent.setdefault("Content-Length", str(len(data)))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        headers = dict(answer.getheaders())
        connection.close()
        is_json = headers.get("content-type", "").startswith("application/json")
        return answer.status, json.loads(text) if is_json else text, headers

    def get(self, path: str, **changed: str | None) -> Any:
        return self.ask("GET", f"/{self.token}/{path}", **changed)[:2]

    def post(self, path: str, body: Any, **changed: str | None) -> Any:
        return self.ask("POST", f"/{self.token}/{path}", body, **changed)[:2]

    def end(self) -> tuple[int, str]:
        """End it as Ctrl-C does: exit code and what it said of errors."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60), self.process.communicate()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.token}/"
