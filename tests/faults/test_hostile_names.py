"""Names that mean harm, on disk and in archives: each file is read or told of, none acts upon anything."""

from __future__ import annotations

import io
import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from fuzzing import packed
from rich.console import Console

from pipeline.archive import read_item
from pipeline.discover import FailedInput, Found, check_inputs, count_files, discover
from pipeline.document import InputItem
from pipeline.summary import Summary, print_failures

POSIX = pytest.mark.skipif(sys.platform != "linux", reason="needs a file system of plain bytes")


def found_in(folder: Path) -> list[Found]:
    return list(discover(check_inputs([folder])))


def contents(folder: Path) -> dict[str, bytes]:
    return {f.source_path: read_item(f) for f in found_in(folder) if isinstance(f, InputItem)}


@POSIX
@pytest.mark.parametrize(
    "name",
    [b"a\nb.txt", b"a\x1b[2Jb.txt", b"\x01\x7f.txt", b"m\xf6te.txt", b"\xff\xfe.txt", b"x" * 251 + b".txt", b" .txt", b"-rf.txt",
     b"$(id).txt", b"a;b|c&d.txt", b"' OR 1=1 --.txt", "\u202etxt.exe".encode(), b"%s%n.txt", b"a!/b.txt".replace(b"/", b"\\"), b"con.txt"],
)  # fmt: skip
def test_a_file_of_any_name_is_read(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"content")
    told = contents(tmp_path)
    assert list(told.values()) == [b"content"]
    next(iter(told)).encode("utf-8")


@pytest.mark.parametrize(
    "name",
    ["../../etc/x.txt", "/etc/x.txt", "C:\\windows\\x.txt", "\\\\server\\share\\x.txt", "a/../../x.txt", "a\nb\x1b[2J.txt", "x" * 5000,
     "a" * 300 + "/b.txt", "\u202etxt.exe", "a/./b.txt", "%2e%2e/x.txt"],
)  # fmt: skip
def test_a_member_of_any_name_is_read_and_stays_inside(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.zip").write_bytes(packed({name: b"content"}))
    told = contents(tmp_path)
    assert list(told.values()) == [b"content"]
    inside = next(iter(told)).removeprefix("a.zip!/")
    assert ".." not in inside.split("/") and not inside.startswith("/") and inside.isprintable()
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"], "nothing is unpacked by name"


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("secret.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    assert [f.error for f in found_in(tmp_path) if isinstance(f, FailedInput)] == ["outside_input"]


def test_archives_in_archives_without_end(tmp_path: Path) -> None:
    data = packed({"innermost.txt": b"x"})
    for _ in range(30):
        data = packed({"a.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    assert [f.error for f in found_in(tmp_path) if isinstance(f, FailedInput)] == ["archive_limits"]


@POSIX
def test_folders_in_folders_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("content")
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    assert count_files(check_inputs([tmp_path])) == 1
    found = found_in(tmp_path)
    assert [f.source_path for f in found if isinstance(f, InputItem)] == ["a.txt"]
    told = [f for f in found if isinstance(f, FailedInput)]
    assert len(told) == 1 and "deep" in told[0].message
    os.system(f"rm -rf {tmp_path}/d")


def test_a_name_does_not_act_upon_the_terminal(tmp_path: Path) -> None:
    stream = io.StringIO()
    summary = Summary(tmp_path, failures=[("a\x1b[2J\r\n[bold]b.txt", "damaged", "damaged; get it again")])
    print_failures(summary, Console(file=stream, width=200))
    assert r"a\x1b[2J\r\n[bold]b.txt: damaged" in stream.getvalue() and "\x1b" not in stream.getvalue()
