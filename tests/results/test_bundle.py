"""A bundle has the same bytes whenever it is made, and nothing in one that came from elsewhere is believed."""

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from xinyong.errors import DamagedRun, InputError, ResourceError
from xinyong.results import bundle as bundles
from xinyong.results.bundle import NAME, Part, content_sha256, unpack, write_bundle
from xinyong.results.sealed import sealed

PARTS = {"data/manifest.json": Part(b"{}"), "README.txt": Part(b"synthetic\n" * 50), "data/a/b.parquet": Part(b"PAR1")}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    write_bundle(tmp_path / "one.zip", PARTS, {"of": "run"})
    return tmp_path / "one.zip"


def test_the_same_parts_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    lying = tmp_path / "b.parquet"
    lying.write_bytes(b"PAR1")
    os.utime(lying, (0, 0))
    again = {name: PARTS[name] for name in reversed(PARTS)} | {"data/a/b.parquet": Part(lying)}
    index = write_bundle(tmp_path / "two.zip", again, {"of": "run"})
    assert (tmp_path / "two.zip").read_bytes() == made.read_bytes()
    assert index["content_sha256"] == content_sha256(index["files"])
    with zipfile.ZipFile(made) as archive:
        assert [*archive.namelist()] == [*sorted(PARTS), NAME]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_data_is_unpacked_and_nothing_else(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    index = unpack(made, folder)
    assert set(index["files"]) == set(PARTS)
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert found == {"data/manifest.json": b"{}", "data/a/b.parquet": b"PAR1"}


def test_only_a_zip_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("dear", encoding="utf-8")
    with pytest.raises(InputError, match="found something that is no zip file"):
        write_bundle(target, PARTS, {})
    assert target.read_text(encoding="utf-8") == "dear"
    write_bundle(tmp_path / "new.zip", PARTS, {})
    write_bundle(tmp_path / "new.zip", {}, {})
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def rewritten(made: Path, change: Callable[[dict[str, bytes]], object], **more: bytes) -> Path:
    """Return a zip with the contents of a bundle after a change, packed by somebody else."""
    with zipfile.ZipFile(made) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    change(found)
    target = made.with_name("other.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in {**found, **more}.items():
            archive.writestr(name, data)
    return target


def index_of(found: dict[str, bytes], **facts: object) -> None:
    """Change what the index says, its seal too."""
    index = sealed(json.loads(found[NAME]) | facts)
    found[NAME] = json.dumps(index).encode("utf-8")


CHANGES: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "a file is altered": (lambda f: f.update({"README.txt": b"Synthetic\n" * 50}), "README.txt` is not the file"),
    "a file is longer": (lambda f: f.update({"README.txt": b"synthetic"}), "README.txt` has another length"),
    "a file is gone": (lambda f: f.pop("README.txt"), "`README.txt` is missing"),
    "a file is added": (lambda f: f.update({"more.txt": b""}), "`more.txt` belongs to no bundle"),
    "no index": (lambda f: f.pop(NAME), "holds no bundle.json"),
    "an index that is altered": (lambda f: f.update({NAME: f[NAME].replace(b'"run"', b'"run "')}), "its own SHA-256"),
    "an index that is no JSON": (lambda f: f.update({NAME: b"{"}), "bundle.json is damaged"),
    "another format": (lambda f: index_of(f, format=2), "no bundle that this version reads"),
    "an index that lists nothing": (lambda f: index_of(f, files=[]), "does not list files"),
    "an index without lengths": (lambda f: index_of(f, files={"README.txt": {"sha256": ""}}), "does not list files"),
    "out of the folder": (lambda f: f.update({"../evil": b""}), "leads out of its folder"),
    "an absolute name": (lambda f: f.update({"/evil": b""}), "leads out of its folder"),
    "a drive": (lambda f: f.update({"C:evil": b""}), "leads out of its folder"),
    "a backslash": (lambda f: f.update({"data\\..\\evil": b""}), "leads out of its folder"),
    "a folder": (lambda f: f.update({"data/empty/": b""}), "leads out of its folder|no plain file"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_not_as_it_was_written_is_refused(what: str, made: Path, tmp_path: Path) -> None:
    change, said = CHANGES[what]
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(DamagedRun, match=said):
        unpack(rewritten(made, change), folder)
    assert not (tmp_path / "evil").exists()


def test_a_disk_without_room_is_said_first(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(ResourceError, match=r"unpacks to 6 bytes, and .* has room for 1;"):
        unpack(made, tmp_path)


def test_links_and_what_is_there_twice_are_refused(made: Path, tmp_path: Path) -> None:
    linked = zipfile.ZipInfo("data/link")
    linked.external_attr = (stat.S_IFLNK | 0o777) << 16
    for name, info in (("link.zip", linked), ("twice.zip", zipfile.ZipInfo("README.txt"))):
        other = made.with_name(name)
        other.write_bytes(made.read_bytes())
        with (
            zipfile.ZipFile(other, "a") as archive,
            pytest.warns() if name == "twice.zip" else pytest.MonkeyPatch.context(),
        ):
            archive.writestr(info, b"/etc/passwd")
        with pytest.raises(DamagedRun, match=r"no plain file|holds a file twice"):
            unpack(other, tmp_path)


def test_more_than_any_bundle_is_refused_before_it_is_read(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "MOST_BYTES", 100)
    with pytest.raises(DamagedRun, match="more than any bundle"):
        unpack(made, tmp_path)
    monkeypatch.setattr(bundles, "MOST_BYTES", 1 << 30)
    monkeypatch.setattr(bundles, "MOST_INDEX_BYTES", 10)
    with pytest.raises(DamagedRun, match="too large to be one of Xinyong"):
        unpack(made, tmp_path)


@pytest.mark.parametrize("n_bytes", [0, 10, 200, 500])
def test_a_zip_that_is_cut_or_none_is_refused(made: Path, tmp_path: Path, n_bytes: int) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(made.read_bytes()[:n_bytes])
    with pytest.raises(DamagedRun, match="is no zip file that can be read"):
        unpack(cut, tmp_path)


def test_every_byte_that_is_turned_is_found_or_means_nothing(made: Path, tmp_path: Path) -> None:
    """What is unpacked from a bundle with a wrong byte is what was bundled, or nothing is."""
    whole = made.read_bytes()
    for at in range(0, len(whole), 7):
        turned = tmp_path / "turned.zip"
        turned.write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
        folder = tmp_path / f"folder-{at}"
        folder.mkdir()
        try:
            unpack(turned, folder)
        except (DamagedRun, InputError):
            continue
        assert (folder / "data" / "manifest.json").read_bytes() == b"{}"
        assert (folder / "data" / "a" / "b.parquet").read_bytes() == b"PAR1"
