"""What is found in folders and archives, how it is named, and what is refused."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive import decode_name, read_item
from pipeline.config import InputLimits
from pipeline.discover import FailedInput, Found, check_inputs, count_files, discover
from pipeline.document import InputItem
from pipeline.exit_codes import ExitCode, UserError


def found_in(*inputs: Path, limits: InputLimits | None = None, exclude: Path | None = None) -> list[Found]:
    return list(discover(check_inputs(inputs), limits, exclude))


def items(found: list[Found]) -> dict[str, InputItem]:
    return {f.source_path: f for f in found if isinstance(f, InputItem)}


def failures(found: list[Found]) -> dict[str, str]:
    return {f.source_path: f.error for f in found if isinstance(f, FailedInput)}


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def zipped_raw(raw_name: bytes, data: bytes, flags: int = 0) -> bytes:
    """A ZIP whose one member's name is exactly these bytes, without any declaration of their encoding."""
    packed = zlib.compress(data)[2:-4]
    fields = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, 0x21, zlib.crc32(data), len(packed), len(data), len(raw_name), 0)
    local = b"PK\x03\x04" + fields + raw_name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + raw_name
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def test_folder_is_walked_in_order_without_the_systems_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/å.txt", "a/.gömd", "Thumbs.db", ".git/x", "__MACOSX/y", "~$brev.docx", "c/d/e.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    assert list(items(found_in(tmp_path))) == ["a/å.txt", "b.txt", "c/d/e.pdf"]
    assert count_files([tmp_path]) == 3


def test_the_output_inside_the_input_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "documents.parquet").write_bytes(b"PAR1")
    (tmp_path / "a.txt").write_text("a")
    assert list(items(found_in(tmp_path, exclude=tmp_path / "out"))) == ["a.txt"]
    assert count_files([tmp_path], tmp_path / "out") == 1


def test_a_single_file_goes_by_its_name_and_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    assert list(items(found_in(tmp_path / "a.txt"))) == ["a.txt"]
    assert list(items(found_in(tmp_path, tmp_path / "a.txt", tmp_path))) == ["a.txt"]


def test_the_order_of_the_inputs_does_not_matter(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(name)
    assert found_in(tmp_path / "x", tmp_path / "y") == found_in(tmp_path / "y", tmp_path / "x")


def test_missing_input_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="saknas") as caught:
        check_inputs([tmp_path / "saknas"])
    assert caught.value.code is ExitCode.INPUT_MISSING


def test_archives_are_folders_also_one_in_another(tmp_path: Path) -> None:
    inner = zipped({"djupt/ner.txt": b"innerst"})
    (tmp_path / "dump.bin").write_bytes(zipped({"b.txt": b"b", "a/inner.zip": inner, ".DS_Store": b"x", "tom/": b""}))
    found = items(found_in(tmp_path))
    assert list(found) == ["dump.bin!/a/inner.zip!/djupt/ner.txt", "dump.bin!/b.txt"]
    assert read_item(found["dump.bin!/a/inner.zip!/djupt/ner.txt"]) == b"innerst"
    assert read_item(found["dump.bin!/b.txt"]) == b"b"


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "mimetype"])
def test_an_office_document_is_no_archive(tmp_path: Path, mark: str) -> None:
    (tmp_path / "brev").write_bytes(zipped({mark: b"x", "word/document.xml": b"y"}))
    assert list(items(found_in(tmp_path))) == ["brev"]


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "cp1252", "utf-8"])
def test_names_of_members_without_declared_encoding(tmp_path: Path, encoding: str) -> None:
    name = "Nämnden/Årsredovisning för Öckerö.txt"
    (tmp_path / "a.zip").write_bytes(zipped_raw(name.encode(encoding), b"innehall"))
    found = items(found_in(tmp_path))
    assert list(found) == [f"a.zip!/{name}"]
    assert read_item(found[f"a.zip!/{name}"]) == b"innehall"


@given(st.text("abcdefghijklmnopqrstuvwxyzåäöÅÄÖ -_.0123456789", min_size=1), st.sampled_from(["cp437", "cp850", "cp1252", "utf-8"]))
def test_swedish_names_survive_every_code_page(name: str, encoding: str) -> None:
    assert decode_name(name.encode(encoding)) == name


def test_members_cannot_leave_the_archive_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"../../etc/passwd": b"1", "/rot.txt": b"2", "x\\y.txt": b"3"}))
    assert list(items(found_in(tmp_path))) == ["a.zip!/etc/passwd", "a.zip!/rot.txt", "a.zip!/x/y.txt"]


def test_members_of_the_same_name_are_all_found(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", "ett")
        archive.writestr("a.txt", "två")
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    found = items(found_in(tmp_path))
    assert {read_item(i) for i in found.values()} == {b"ett", "två".encode()}
    assert len(found) == 2


def test_unusable_archives_are_failures_with_a_remedy(tmp_path: Path) -> None:
    whole = zipped({"a.txt": b"a" * 1000, "b.txt": b"b" * 1000})
    (tmp_path / "truncated.zip").write_bytes(whole[:100])
    (tmp_path / "empty.zip").write_bytes(zipped({}))
    (tmp_path / "x.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")
    (tmp_path / "x.7z").write_bytes(b"7z\xbc\xaf\x27\x1c\x00")
    (tmp_path / "locked.zip").write_bytes(zipped_raw(b"a.txt", b"hemligt", flags=1))
    (tmp_path / "good.txt").write_text("gott")
    found = found_in(tmp_path)
    assert failures(found) == {
        "truncated.zip": "damaged_archive",
        "empty.zip": "empty",
        "x.rar": "unsupported_archive",
        "x.7z": "unsupported_archive",
        "locked.zip!/a.txt": "encrypted",
    }
    assert all(("unpack" in f.message) or ("again" in f.message) or ("check" in f.message) for f in found if isinstance(f, FailedInput))
    assert list(items(found)) == ["good.txt"]


def test_a_damaged_office_document_is_left_to_its_reader(tmp_path: Path) -> None:
    (tmp_path / "brev.docx").write_bytes(zipped({"[Content_Types].xml": b"x" * 500})[:60])
    assert list(items(found_in(tmp_path))) == ["brev.docx"]


@pytest.mark.parametrize(
    ("limits", "failed"),
    [
        (InputLimits(archive_members=2), "dump.zip"),
        (InputLimits(archive_bytes=1000), "dump.zip"),
        (InputLimits(ratio=50, ratio_floor=10_000), "dump.zip!/bomb.txt"),
        (InputLimits(depth=1), "dump.zip!/inner.zip"),
        (InputLimits(file_bytes=50_000), "dump.zip!/bomb.txt"),
    ],
)
def test_archives_over_a_limit(tmp_path: Path, limits: InputLimits, failed: str) -> None:
    inner = zipped({"x.txt": b"x"})
    (tmp_path / "dump.zip").write_bytes(zipped({"bomb.txt": b"\0" * 100_000, "inner.zip": inner, "y.txt": b"y"}))
    assert failures(found_in(tmp_path, limits=limits)) == {failed: "archive_limits"}


def test_limits_hold_over_all_the_inner_archives(tmp_path: Path) -> None:
    inner = zipped({f"{n}.txt": b"x" for n in range(4)})
    (tmp_path / "dump.zip").write_bytes(zipped({f"{n}.zip": inner for n in range(4)}))
    found = found_in(tmp_path, limits=InputLimits(archive_members=12))
    assert failures(found) == {"dump.zip!/2.zip": "archive_limits", "dump.zip!/3.zip": "archive_limits"}


def test_too_large_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    assert failures(found_in(tmp_path, limits=InputLimits(file_bytes=99))) == {"a.txt": "too_large"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_followed_only_within_the_input(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("x")
    root = tmp_path / "in"
    (root / "folder").mkdir(parents=True)
    (root / "folder" / "a.txt").write_text("a")
    (root / "out.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (root / "outdir").symlink_to(tmp_path / "elsewhere")
    (root / "same.txt").symlink_to(root / "folder" / "a.txt")
    (root / "loop").symlink_to(root)
    (root / "broken.txt").symlink_to(root / "nothing")
    found = found_in(root)
    assert failures(found) == {"out.txt": "outside_input", "outdir": "outside_input", "broken.txt": "unreadable"}
    assert list(items(found)) == ["folder/a.txt", "same.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert failures(found_in(tmp_path)) == {"pipe.txt": "unreadable"}


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="needs a file system of plain bytes")
def test_file_names_in_an_old_code_page(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xf6te.txt")).write_text("x")
    found = items(found_in(tmp_path))
    assert list(found) == ["möte.txt"]
    assert read_item(found["möte.txt"]) == b"x"
