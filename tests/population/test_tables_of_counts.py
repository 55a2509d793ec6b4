# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from pathlib import Path

import pytest

from xinyong.errors import BoundaryError, FileError, InputError
from xinyong.population.tables_of_counts import MAX_ROWS, WAY_OUT, Counts, read_counts

HEAD = "nothing here reads a list of people; " + WAY_OUT


def read(folder: Path, text: str | bytes, *traits: str) -> Counts:
    path = folder / "t.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_counts(path, traits or ("age",), shown="t.csv")


def test_a_table_of_counts_is_read(tmp_path: Path) -> None:
    counts = read(tmp_path, 'sex,age,count\nwomen,18-39,500\nmen,"18-39",480\n\nmen,60-plus,0\n', "sex", "age")
    assert counts == Counts((({"sex": "women", "age": "18-39"}, 500), ({"sex": "men", "age": "18-39"}, 480)))


def test_five_hundred_strata_with_ids_and_place_names_are_welcome(tmp_path: Path) -> None:
    rows = "".join(f"{n},Place {n},{['young', 'old'][n % 2]},{100 + n}\n" for n in range(500))
    counts = read(tmp_path, "id,place_name,age,count\n" + rows)
    assert [levels["age"] for levels, _ in counts.rows] == ["young", "old"]
    assert sum(count for _, count in counts.rows) == sum(100 + n for n in range(500))


def test_five_hundred_strata_may_be_a_trait_of_their_own(tmp_path: Path) -> None:
    rows = "".join(f"{n},Place {n},{100 + n}\n" for n in range(500))
    assert len(read(tmp_path, "id,place_name,count\n" + rows, "id").rows) == 500


PEOPLE = {
    "names": ("name,age\nZhang Wei,30\nLi Na,40\n", "t.csv: found a column `name`, which holds what people are known by"),
    "Chinese names": ("姓名,年龄,count\n张伟,30,500\n", "t.csv: found a column `姓名`, which holds what people are known by"),
    "telephones": ("phone,count\n13800138000,500\n", "t.csv: found a column `phone`, which holds what people are known by"),
    "birth dates": ("age,date_of_birth,count\nx,1990-01-01,500\n", "t.csv: found a column `date_of_birth`, which holds what people are known by"),
    "identity numbers": ("age,who,count\nx,11010119900307123X,500\n", "t.csv:2:1: found a long number, like that of a person or telephone in the column `who`"),
    "mail addresses": ("age,who,count\nx,a.b@example.org,500\n", "t.csv:2:1: found an address in the column `who`"),
    "no counts": ("age,score\n30,620\n40,700\n", "t.csv: found no column `count` (columns: `age`, `score`), so each row could be a person"),
    "one person a row": ("id,age,count\n" + "".join(f"p{n},young,1\n" for n in range(200)), "t.csv: found 200 of 200 counts under 10, so rows could be persons"),
    "most counts small": ("region,age,count\n" + "a,young,9\n" * 3 + "a,young,5000\n" * 2, "t.csv: found 3 of 5 counts under 10, so rows could be persons"),
    "zeros do not hide small counts": ("age,count\n" + "x,0\n" * 50 + "y,3\nz,500\nv,4\n", "t.csv: found 2 of 3 counts under 10, so rows could be persons"),
    "fewer than a hundred": ("age,count\nx,50\ny,49\n", "t.csv: found 99 people in all, expected at least 100"),
    "nobody": ("age,count\nx,0\n", "t.csv: found 0 people in all, expected at least 100"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), PEOPLE.values(), ids=PEOPLE.keys())
def test_what_could_be_a_list_of_people_is_refused_with_the_way_out(text: str, line: str, tmp_path: Path) -> None:
    with pytest.raises(BoundaryError) as error:
        read(tmp_path, text)
    assert str(error.value) == f"{line}; {HEAD}"


def test_a_few_small_cells_are_merged_and_told_of(tmp_path: Path) -> None:
    text = "sex,age,count\nwomen,young,500\nwomen,old,8\nwomen,oldest,400\nmen,young,450\nmen,old,300\nmen,oldest,3\n"
    counts = read(tmp_path, text, "sex", "age")
    assert [(levels["sex"], levels["age"], count) for levels, count in counts.rows] == [
        ("women", "young", 500), ("women", "oldest", 408), ("men", "young", 450), ("men", "old", 303),
    ]  # fmt: skip
    assert counts.merged == (
        "t.csv: a count under 10 (women, old, line 3) was merged into women, oldest.",
        "t.csv: a count under 10 (men, oldest, line 7) was merged into men, old.",
    )


def test_small_cells_in_a_row_are_merged_until_they_are_large(tmp_path: Path) -> None:
    text = "sex,age,count\nwomen,a,4\nwomen,b,4\nwomen,c,4\nwomen,d,400\nmen,e,400\nmen,f,400\nmen,g,400\n"
    counts = read(tmp_path, text, "sex", "age")
    assert [count for _, count in counts.rows] == [12, 400, 400, 400, 400]
    assert len(counts.merged) == 2


def test_rows_that_agree_in_all_traits_are_added_up_before_they_are_called_small(tmp_path: Path) -> None:
    counts = read(tmp_path, "region,age,count\na,young,6\nb,young,600\na,old,500\n")
    assert counts == Counts((({"age": "young"}, 606), ({"age": "old"}, 500)))


def test_a_small_cell_with_no_neighbour_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError) as error:
        read(tmp_path, "sex,age,count\nwomen,young,500\nmen,young,5\nother,young,500\n", "sex", "age")
    assert str(error.value) == (
        "t.csv:3:1: found a count under 10 for men, young and no other row of `men` to merge it into; "
        "join it with another level of your table"
    )


BROKEN = {
    "not a number": ("age,count\nx,many\n", "t.csv:2:1: found the count `many`, expected a whole number of people; write digits alone; write 0 where nobody is"),
    "negative": ("age,count\nx,-500\n", "t.csv:2:1: found the count `-500`, expected a whole number of people; write digits alone; write 0 where nobody is"),
    "half": ("age,count\nx,500.5\n", "t.csv:2:1: found the count `500.5`, expected a whole number of people; write digits alone; write 0 where nobody is"),
    "other digits": ("age,count\nx,５００\n", "t.csv:2:1: found the count `５００`, expected a whole number of people; write digits alone; write 0 where nobody is"),
    "huge": ("age,count\nx," + "9" * 13 + "\n", "t.csv:2:1: found the count `9999999999999`, expected a whole number of people; write digits alone; write 0 where nobody is"),
    "ragged": ("age,count\nx,500,7\n", "t.csv:2:1: found 3 cells, expected 2; put text that holds a comma in double quotes"),
    "no trait": ("sex,count\nx,500\n", "t.csv:1:1: found no column `age`; the columns are sex, count"),
    "twice": ("age,age,count\nx,y,500\n", "t.csv:1:1: found the column `age` twice; rename one"),
    "open quote": ('age,count\n"x,500\n', "t.csv:3:1: found a row that is no CSV; close every quote, and separate columns by commas"),
    "no rows": ("age,count\n", "t.csv:1:1: found no rows of counts; the first line names the columns"),
    "nothing": ("", "t.csv:1:1: found no rows of counts; the first line names the columns"),
    "bidi": ("age,count\nx\u202e,500\n", "t.csv:2:2: found the character RIGHT-TO-LEFT OVERRIDE (U+202E), expected visible text; take it out"),
    "NUL": ("age,count\nx\0,500\n", "t.csv:2:2: found the character NUL (U+0000), expected visible text; take it out"),
    "latin-1": ("age,count\nx\xe9,500\n".encode("latin-1"), "t.csv:2:1: found bytes that are not UTF-8; save the table as UTF-8"),
    "too many rows": ("age,count\n" + "x,500\n" * (MAX_ROWS + 1), f"t.csv:{MAX_ROWS + 2}:1: found more than 20,000 rows or 64 columns; add rows up to fewer groups"),
    "too many columns": ("age,count" + ",x" * 64 + "\n", "t.csv:1:1: found more than 20,000 rows or 64 columns; add rows up to fewer groups"),
    "a long cell": ("age,count\n" + "x" * 200_000 + ",500\n", "t.csv:2:1: found a row that is no CSV; close every quote, and separate columns by commas"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), BROKEN.values(), ids=BROKEN.keys())
def test_a_table_that_is_not_well_formed(text: str | bytes, line: str, tmp_path: Path) -> None:
    with pytest.raises(FileError) as error:
        read(tmp_path, text)
    assert str(error.value) == line


def test_every_wrong_row_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(FileError) as error:
        read(tmp_path, "age,count\nx,a\ny,b,c\nz,500\n")
    assert [problem.line for problem in error.value.problems] == [2, 3]


def test_a_spreadsheet_on_windows_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfage,count\r\nyoung,500\r\n").rows == (({"age": "young"}, 500),)


def test_a_large_table_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("wb") as file:
        file.truncate(10 << 20)
    with pytest.raises(InputError, match=r"t.csv: the file has 10,485,760 bytes; expected at most 4,194,304"):
        read_counts(path, ("age",), shown="t.csv")
