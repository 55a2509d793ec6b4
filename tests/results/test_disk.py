"""A directory appears whole or not at all, and what the disk refuses is said in words."""

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from xinyong.errors import InputError, ResourceError
from xinyong.results.disk import HashingFile, appearing, check_target, hash_file, replace_file, spoken, write_file


def anything(_target: Path) -> None:
    return None


def nothing(target: Path) -> None:
    raise InputError(f"{target}: stays")


def test_a_file_is_hashed_as_it_is_written(tmp_path: Path) -> None:
    def fill(out: HashingFile) -> None:
        out.write(b"one")
        out.write(b"two")

    written = write_file(tmp_path / "file", fill)
    assert written == hash_file(tmp_path / "file")
    assert (written.sha256, written.n_bytes) == (hashlib.sha256(b"onetwo").hexdigest(), 6)


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_file(tmp_path / "file", lambda out: out.flush())
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["plain", "with spaces", "ünï codé 信用 🙂", "x" * 200, "a'b\"c"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    with appearing(tmp_path / name, nothing) as folder:
        (folder / "file").write_bytes(b"here")
        assert not (tmp_path / name).exists()
    assert (tmp_path / name / "file").read_bytes() == b"here"
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_an_empty_directory_is_filled_and_an_older_one_replaced(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "run"
    target.mkdir(parents=True)
    for content in (b"first", b"second"):
        with appearing(target, anything) as folder:
            (folder / "file").write_bytes(content)
        assert (target / "file").read_bytes() == content
    assert [p.name for p in target.parent.iterdir()] == ["run"]


def test_what_may_not_be_replaced_stays(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="stays"), appearing(tmp_path / "letters", nothing):
        pytest.fail("nothing may be written")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "letters")
    for name in ("file", "link"):
        with pytest.raises(InputError, match="found a file, expected a directory or a new name"):
            check_target(tmp_path / name, anything)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["dear.txt", "file", "letters", "link"]


@pytest.mark.parametrize("raised", [ValueError("a bug"), KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left")])
def test_a_failure_leaves_nothing(tmp_path: Path, raised: BaseException) -> None:
    expected = ResourceError if isinstance(raised, OSError) else type(raised)

    def half_a_run() -> None:
        with appearing(tmp_path / "run", nothing) as folder:
            (folder / "file").write_bytes(b"half")
            raise raised

    with pytest.raises(expected):
        half_a_run()
    assert list(tmp_path.iterdir()) == []


def test_a_failed_replacement_puts_the_older_run_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "run"
    target.mkdir()
    (target / "file").write_bytes(b"old")
    rename, calls = Path.rename, []

    def fails_the_second_time(self: Path, to: Path) -> Path:
        calls.append(to)
        if len(calls) == 2:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fails_the_second_time)
    with pytest.raises(ResourceError, match="input/output error"), appearing(target, anything) as folder:
        (folder / "file").write_bytes(b"new")
    assert (target / "file").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize(
    ("number", "error", "way_out"),
    [
        (errno.ENOSPC, ResourceError, "free some space"),
        (errno.EDQUOT, ResourceError, "free some space"),
        (errno.EFBIG, ResourceError, "free some space"),
        (errno.EIO, ResourceError, "free some space"),
        (errno.EACCES, InputError, "name a directory you may write to"),
        (errno.EROFS, InputError, "name a directory you may write to"),
        (errno.ENAMETOOLONG, InputError, "name a directory you may write to"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(number: int, error: type[Exception], way_out: str) -> None:
    with pytest.raises(error, match=way_out) as caught, spoken(Path("runs/mine"), "write the run"):
        raise OSError(number, os.strerror(number))
    assert str(caught.value).startswith("runs/mine: cannot write the run: ")


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="cannot write the run"):
        check_target(tmp_path / "file" / "run", nothing)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="file name too long"):
        check_target(tmp_path / ("x" * 300), nothing)


class FullDisk:
    """A file on a disk that takes a few writes and then no more."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def write(self, data: bytes) -> int:
        if not self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= 1
        return len(data)

    def flush(self) -> None:
        return None


def test_a_library_that_rewords_a_full_disk_is_seen_through(tmp_path: Path) -> None:
    def fill(out: HashingFile) -> None:
        out.file = FullDisk(1)  # type: ignore[assignment]
        out.write(b"fits")
        try:
            out.write(b"does not")
        except OSError as refused:
            raise RuntimeError("the table library is unhappy") from refused

    with pytest.raises(OSError, match="No space left on device"):
        write_file(tmp_path / "file", fill)


@pytest.mark.parametrize("fail_at", range(1, 5))
def test_every_flush_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail_at: int) -> None:
    """Two files, the folder itself, and the folder above: whichever flush fails, the run is whole or not there."""
    fsync: Callable[[int], None] = os.fsync
    calls = []

    def flaky(handle: int) -> None:
        calls.append(handle)
        if len(calls) == fail_at:
            raise OSError(errno.EIO, "Input/output error")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", flaky)

    def two_files() -> None:
        with appearing(tmp_path / "run", nothing) as folder:
            write_file(folder / "a", lambda out: out.flush())
            write_file(folder / "b", lambda out: out.flush())

    with pytest.raises(ResourceError):
        two_files()
    whole = {"run", "a", "b"}
    assert {p.name for p in tmp_path.rglob("*")} == (whole if fail_at == 4 else set())


def test_a_page_replaces_a_page_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    replace_file(page, "one")
    replace_file(page, "two")
    assert page.read_text(encoding="utf-8") == "two"
    (tmp_path / "link").symlink_to(page)
    (tmp_path / "folder").mkdir()
    for name in ("link", "folder"):
        with pytest.raises(InputError, match="no plain file"):
            replace_file(tmp_path / name, "three")
    assert page.read_text(encoding="utf-8") == "two"
