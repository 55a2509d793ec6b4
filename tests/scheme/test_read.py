import copy
import pickle
from pathlib import Path

import pytest

from xinyong.errors import FileError, InputError, NameUnknown
from xinyong.files.catalogue import shipped
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme, scheme_from_text


def test_a_scheme_is_read_from_a_file_or_folder(example: Scheme, example_text: str, tmp_path: Path) -> None:
    (tmp_path / "scheme.yaml").write_text(example_text, encoding="utf-8")
    assert read_scheme(tmp_path) == read_scheme(tmp_path / "scheme.yaml") == read_scheme(str(tmp_path)) == example
    assert [rule.id for rule in example.rules] == ["unpaid-loan", "jaywalking-young", "blood"]


def test_a_scheme_is_frozen_all_through(example: Scheme) -> None:
    with pytest.raises(ValueError, match="frozen"):
        example.rules[0].act = "theft"  # type: ignore[misc]  # refused at run time too
    with pytest.raises(TypeError, match="frozen"):
        example.sources["paper"] = example.sources["press"]
    with pytest.raises(TypeError, match="frozen"):
        example.rules[1].applies_to["age"] = ("60-plus",)


def test_equal_schemes_hash_alike_and_survive_pickling(example: Scheme, example_text: str) -> None:
    again = scheme_from_text(example_text.replace("value: -50,", "value:  -50.0,"))
    assert again == example
    assert hash(again) == hash(example)
    for twin in (pickle.loads(pickle.dumps(example)), copy.deepcopy(example)):  # noqa: S301  # our own
        assert (twin, hash(twin)) == (example, hash(example))


@pytest.mark.parametrize("name", shipped("scheme"))
def test_every_shipped_scheme_can_be_read(name: str) -> None:
    assert read_scheme(name).scheme == name


def test_an_unknown_name_carries_the_nearest() -> None:
    with pytest.raises(NameUnknown, match=r"did you mean `suining-2010`\?"):
        read_scheme("suining")


def test_errors_name_the_file_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text("format: 2\n", encoding="utf-8")
    with pytest.raises(FileError) as error:
        read_scheme("mine.yaml")
    assert str(error.value).startswith("mine.yaml:1:1: ")


def test_a_folder_without_a_scheme(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the folder holds no scheme"):
        read_scheme(tmp_path)


def test_an_almost_empty_file_is_told_all_it_lacks() -> None:
    with pytest.raises(FileError) as error:
        scheme_from_text("format: 1\n", shown="f")
    assert [problem.path for problem in error.value.problems] == [
        "scheme", "evidence", "name", "issued_by", "in_force", "notice", "objection",
    ]  # fmt: skip
