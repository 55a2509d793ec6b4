import os
from collections.abc import Callable
from pathlib import Path

import pytest

from xinyong.errors import InputError
from xinyong.files.plain_file import read_plain_file


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def device(_: Path) -> Path:
    return Path(os.devnull)


def missing(folder: Path) -> Path:
    return folder / "nothing"


def impossible(_: Path) -> Path:
    return Path("a\0b")


def itself(folder: Path) -> Path:
    return folder


def circle(folder: Path) -> Path:
    (folder / "circle").symlink_to(folder / "circle")
    return folder / "circle"


ODD: dict[Callable[[Path], Path], str] = {
    missing: "f: there is no such file; check the name and the folder",
    impossible: "f: cannot be opened (its name cannot be a file name); expected an ordinary file",
    itself: "f: this is a folder; expected an ordinary file",
    device: "f: this is a device; expected an ordinary file",
    circle: "f: cannot be opened (too many levels of symbolic links); expected an ordinary file",
}
if hasattr(os, "mkfifo"):
    ODD[pipe] = "f: this is a named pipe; expected an ordinary file"


@pytest.mark.parametrize(("make", "line"), ODD.items(), ids=[make.__name__ for make in ODD])
def test_what_is_no_file_is_an_error_and_not_a_hang(make: Callable[[Path], Path], line: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_plain_file(make(tmp_path), shown="f")
    assert str(error.value) == line


def test_an_ordinary_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * 100_000)
    assert read_plain_file(tmp_path / "f", shown="f", at_most_bytes=100_000) == b"x" * 100_000


def test_one_byte_too_many_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * 101)
    with pytest.raises(InputError, match=r"f: the file has 101 bytes; expected at most 100;"):
        read_plain_file(tmp_path / "f", shown="f", at_most_bytes=100)


def test_a_file_that_claims_to_be_empty_and_is_not_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f").write_bytes(b"x" * 101)
    status = os.stat_result((0o100644, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", lambda _: status)
    with pytest.raises(InputError, match=r"f: the file goes on after 100 bytes"):
        read_plain_file(tmp_path / "f", shown="f", at_most_bytes=100)


def test_an_error_of_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f").write_bytes(b"x")

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(InputError, match=r"f: cannot be read \(input/output error\)"):
        read_plain_file(tmp_path / "f", shown="f")
