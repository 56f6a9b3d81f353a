"""The server as another program meets it: who is let in, who is not, and that it ends cleanly."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from served_review import ROOT, Review


@pytest.fixture(scope="module")
def review(read_papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    out = tmp_path_factory.mktemp("served") / "out"
    shutil.copytree(read_papers / "out", out)
    started = Review(out, "--reviewer", "Anna")
    yield started
    assert started.end() == (0, "")


def test_a_row_is_judged_over_http_and_is_corrected_in_the_tables_at_the_next_run(out: Path, rerun: Callable[[], None]) -> None:
    import pyarrow.parquet as pq

    served = Review(out, "--reviewer", "Anna")
    _, queue = served.get("api/queue?table=outcomes")
    key = next(r["key"] for r in queue["rows"] if r["detail"] == "Changzhi")
    _, item = served.get(f"api/items/{key}")
    _, page = served.get(
        f"api/documents/{item['document']['document_id']}/pages/1?start={item['row']['char_start']}&end={item['row']['char_end']}"
    )
    assert "".join(text for text, quoted in page["pieces"] if quoted) == item["row"]["quote"]
    told = {"key": key, "verdict": "correct", "values": {"outcome": "paused"}, "note": "", "seen": item["seen"]}
    assert served.post("api/judgements", told)[1]["mine"]["values"] == {"outcome": "paused"}
    status, problem = served.post("api/judgements", told)
    assert status == 409 and problem["item"]["mine"]["verdict"] == "correct"
    assert served.end() == (0, "")
    rerun()
    [row] = [r for r in pq.read_table(out / "outcomes.parquet").to_pylist() if r["counterpart"] == "Changzhi"]
    assert (row["outcome"], row["extractor"]) == ("paused", "correction")


def test_every_asset_of_the_page_is_served_under_a_policy_that_lets_nothing_else_in(review: Review) -> None:
    status, page, headers = review.ask("GET", f"/{review.token}/")
    assert status == 200 and isinstance(page, str)
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert headers["referrer-policy"] == "no-referrer" and headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers and "server" not in headers
    names = re.findall(r'(?:src|href)="(assets/[^"]+)"', page)
    assert len(names) > 8
    for name in names:
        assert review.get(name)[0] == 200, name
    assert "http:" not in page and "https:" not in page


@pytest.mark.parametrize("path", ["/", "/api/desk", "/WRONG/", "/WRONG/api/desk", "//TOKEN/api/desk", "/TOKENx/api/desk", "/TOKE/"])
def test_without_the_token_nothing_is_told(review: Review, path: str) -> None:
    asked = path.replace("TOKEN", review.token).replace("TOKE", review.token[:-1])
    status, told, _ = review.ask("GET", asked)
    assert status == 403 and "Trosa" not in str(told) and review.token not in str(told)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1.evil.example:PORT", "", None])
def test_a_foreign_host_is_refused(review: Review, host: str | None) -> None:
    status, told, _ = review.ask("GET", f"/{review.token}/api/desk", Host=host and host.replace("PORT", str(review.port)))
    assert status in (400, 421) and "reviewer" not in str(told)
    assert review.get("api/desk", Host=f"localhost:{review.port}")[0] == 200


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": None}, 415),
        ({"Content_Length": "99999999"}, 413),
    ],
)
def test_only_json_from_its_own_pages_is_written(review: Review, changed: dict[str, str | None], status: int) -> None:
    assert review.post("api/undo", {"id": None}, **changed)[0] == status
    assert review.get("api/queue?state=done")[1]["rows"] == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(review: Review, method: str) -> None:
    status, _, headers = review.ask(method, f"/{review.token}/api/desk")
    assert status == 405 and not [h for h in headers if h.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "path",
    [
        "assets/../review.py",
        "assets/..%2f..%2fserver.py",
        "assets/%2e%2e/journal.py",
        "assets//etc/passwd",
        "assets/review.html",
        "../../etc/passwd",
        "api/items/..%2f..%2freviews.jsonl",
        "api/documents/..%2f..%2fetc/pages/1",
        "api/documents/x'%20OR%201=1--/pages/1",
        "api/items/nothing",
    ],
)
def test_no_path_leads_out(review: Review, path: str) -> None:
    status, told = review.get(path)
    assert status == 404 and "root:" not in str(told) and "import" not in str(told)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("api/judgements", b"{", 400),
        ("api/judgements", [1], 400),
        ("api/judgements", {"key": "nothing", "verdict": "accept"}, 404),
        ("api/judgements", {"key": 1}, 422),
        ("api/judgements", {"key": "x", "seen": "1"}, 422),
        ("api/additions", {"table": "pages", "document_id": "x"}, 422),
        ("api/additions", {"table": "dates", "document_id": "x"}, 404),
        ("api/undo", {"id": "1"}, 422),
        ("api/undo", {"id": 7}, 404),
    ],
)
def test_what_cannot_be_understood_is_told_and_writes_nothing(review: Review, path: str, body: Any, status: int) -> None:
    answered, told = review.post(path, body)
    assert answered == status and told["error"]
    assert review.get("api/queue?state=done")[1]["rows"] == []


@pytest.mark.parametrize("query", ["state=x", "order=x", "place=-1", "place=9x", "place=99999999999999999999", "limit=a"])
def test_a_queue_that_is_not_there_is_refused(review: Review, query: str) -> None:
    assert review.get(f"api/queue?{query}")[0] == 422


def test_it_listens_to_this_computer_alone(review: Review) -> None:
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in addresses:
        with pytest.raises(OSError), socket.create_connection((str(address), review.port), timeout=5):
            pass
    assert review.get("api/desk")[1]["reviewer"] == "Anna"


def test_a_port_that_is_taken_is_told_with_a_remedy(review: Review, out: Path) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "review", "--out", str(out), "--no-open", "--port", str(review.port)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"LOGNAME": "anna"})
    assert ended.returncode == 2 and "--port" in ended.stderr


def test_a_folder_without_tables_is_told_and_left_as_it_was(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "review", "--out", str(tmp_path / "typo"), "--no-open"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"LOGNAME": "anna"})
    assert ended.returncode == 5 and "kommunbeslut run" in ended.stderr
    assert list(tmp_path.iterdir()) == []
