from pathlib import Path

import pytest

from xinyong.errors import InputError, NameUnknown
from xinyong.files.catalogue import find, inside, shipped
from xinyong.files.plain_file import read_plain_file

BOTH = "schemes: none, suining-2010"


@pytest.fixture
def shelf_of_schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of two schemes and a world in the place of the shipped one."""
    for name in ("suining-2010", "none"):
        (tmp_path / "catalogue" / name).mkdir(parents=True)
        (tmp_path / "catalogue" / name / "scheme.yaml").write_text("format: 1\n")
    (tmp_path / "catalogue" / "none" / "situations.yaml").write_text("format: 1\n")
    (tmp_path / "catalogue" / "draft").mkdir()
    (tmp_path / "worlds" / "suining").mkdir(parents=True)
    (tmp_path / "worlds" / "suining" / "world.yaml").write_text("format: 1\n")
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    return tmp_path


@pytest.mark.usefixtures("shelf_of_schemes")
def test_shipped_names_are_those_with_a_file() -> None:
    assert shipped("scheme") == ("none", "suining-2010")
    assert shipped("situations") == ("none",)
    assert shipped("world") == ("suining",)


def test_without_a_catalogue_nothing_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    assert shipped("scheme") == ()
    with pytest.raises(NameUnknown, match="there are no schemes here"):
        find("suining", "scheme")


def test_a_name_is_found_and_shown_without_a_path_of_this_machine(shelf_of_schemes: Path) -> None:
    found = find("suining-2010", "scheme")
    assert found.shown == "catalogue/suining-2010/scheme.yaml"
    assert found.path == shelf_of_schemes / "catalogue" / "suining-2010" / "scheme.yaml"


@pytest.mark.usefixtures("shelf_of_schemes")
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("suining", "found `suining`, expected the name of a scheme or a path to a file; did you mean `suining-2010`?"),
        ("xyz", f"found `xyz`, expected the name of a scheme or a path to a file; {BOTH}"),
        ("", f"found ``, expected the name of a scheme or a path to a file; {BOTH}"),
        ("here/there.yaml", "here/there.yaml: there is no such file; check the path"),
        ("a\0b", f"found `a\ufffdb`, expected the name of a scheme or a path to a file; {BOTH}"),
        ("x" * 5000, f"found `{'x' * 59}…`, expected the name of a scheme or a path to a file; {BOTH}"),
    ],
)  # fmt: skip
def test_an_unknown_name_carries_the_nearest(name: str, line: str) -> None:
    with pytest.raises(NameUnknown) as error:
        find(name, "scheme")
    assert str(error.value) == line


def test_files_and_folders_of_ones_own(shelf_of_schemes: Path) -> None:
    own = shelf_of_schemes / "catalogue" / "none"
    assert find(own, "scheme").path == own / "scheme.yaml"
    assert find(own / "scheme.yaml", "scheme").path == own / "scheme.yaml"
    assert find(own / "scheme.yaml", "situations").path == own / "situations.yaml"
    with pytest.raises(InputError, match=r"the folder holds no world.yaml; name the file, or add it"):
        find(own, "world")


@pytest.mark.usefixtures("shelf_of_schemes")
def test_the_catalogue_wins_over_a_file_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "none").write_text("format: 1\n")
    assert find("none", "scheme").shown == "catalogue/none/scheme.yaml"
    assert find("./none", "scheme").shown == "./none"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("/etc/passwd", "an absolute path"),
        ("~/x.csv", "an absolute path"),
        ("C:/x.csv", "an absolute path"),
        ("C:x.csv", "an absolute path"),
        ("../x.csv", "which climbs out of the folder"),
        ("a/../../x.csv", "which climbs out of the folder"),
        ("\\\\server\\share\\x.csv", "a network name"),
        ("//server/share/x.csv", "a network name"),
        ("a\\..\\x.csv", "with a `\\` or `:` in it"),
        ("x.csv:stream", "with a `\\` or `:` in it"),
        ("https://example.org/x.csv", "a web address (nothing is fetched)"),
        ("file:///etc/passwd", "a web address (nothing is fetched)"),
        ("NUL", "the name of a device on some systems"),
        ("con.csv", "the name of a device on some systems"),
        ("a/LPT1.csv", "the name of a device on some systems"),
        ("", "which is no file name"),
        ("a\0b", "which is no file name"),
        ("x" * 201, "which is no file name"),
        (".", "which is no plain file name"),
        ("a//b.csv", "which is no plain file name"),
        ("a/", "which is no plain file name"),
        ("x.csv.", "which is no plain file name"),
    ],
)
def test_paths_inside_a_file_stay_in_its_folder(written: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        inside(tmp_path, written)
    assert f", {reason}; expected the name of a file beside this one" in str(error.value)


def test_links_may_not_leave_the_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "tables").mkdir(parents=True)
    (home / "tables" / "x.csv").write_text("count\n")
    (tmp_path / "secret.csv").write_text("count\n")
    (home / "out.csv").symlink_to(tmp_path / "secret.csv")
    (home / "in.csv").symlink_to(home / "tables" / "x.csv")
    (home / "round.csv").symlink_to(home / "round.csv")
    assert inside(home, "tables/x.csv") == home / "tables" / "x.csv"
    assert inside(home, "in.csv") == home / "tables" / "x.csv"
    with pytest.raises(InputError):
        read_plain_file(inside(home, "round.csv"), shown="round.csv")
    with pytest.raises(InputError, match="a link that leaves the folder; expected a file beside this one"):
        inside(home, "out.csv")
