# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

import shutil
from pathlib import Path

import pytest

from xinyong.errors import BoundaryError, FileError, NameUnknown
from xinyong.files.catalogue import shipped
from xinyong.files.strict_yaml import parse
from xinyong.population.amend import amend_world
from xinyong.population.canonical import world_hash, world_text
from xinyong.population.check import check_world, count_world_values
from xinyong.population.read import read_world, world_from_text, world_of
from xinyong.population.world import Counted, World

HERE = Path(__file__).parent / "example-world"
TEXT = (HERE / "world.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example() -> World:
    """The made-up world that uses every sort of entry once."""
    return read_world(HERE)


def changed(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def lines(*changes: tuple[str, str]) -> list[str]:
    with pytest.raises(FileError) as error:
        world_of(parse(changed(*changes), shown="f"), folder=HERE)
    return [str(problem) for problem in error.value.problems]


def test_a_world_is_read_with_its_tables(example: World) -> None:
    table = example.margins[1]
    assert table.table == "sex-by-age.csv"
    assert len(table.counted) == 6
    assert table.counted[0] == Counted(levels=("women", "18-39"), count=31_000)
    assert table.note == "Two strata a row."


def test_a_world_is_frozen_and_hashes_by_content(example: World) -> None:
    assert hash(example) == hash(read_world(HERE / "world.yaml"))
    with pytest.raises(TypeError, match="frozen"):
        example.traits["sex"] = ()


@pytest.mark.parametrize("name", shipped("world"))
def test_every_shipped_world_can_be_read_and_reads_back_equal(name: str) -> None:
    world = read_world(name)
    assert world.world == name
    assert world_from_text(world_text(world)) == world
    assert check_world(name).ok


def test_the_canonical_text_holds_the_rows_of_tables(example: World) -> None:
    again = world_from_text(world_text(example))
    assert again == example
    assert world_text(again) == world_text(example)
    assert len(world_hash(example)) == 64


def test_a_table_of_another_count_gives_another_hash(example: World, tmp_path: Path) -> None:
    shutil.copytree(HERE, tmp_path / "w")
    table = tmp_path / "w" / "sex-by-age.csv"
    table.write_text(table.read_text().replace("21000", "21001"))
    assert world_hash(read_world(tmp_path / "w")) != world_hash(example)


def test_an_unknown_name_carries_the_nearest() -> None:
    with pytest.raises(NameUnknown, match=r"did you mean `suining`\?"):
        read_world("suinning")


SHAPE = {
    "kind": ("kind: worship", "kind: worshp", "acts.worship: unknown kind of act `worshp`"),
    "right taken away": ("kind: worship\n", "kind: worship\n    protects: petition\n", "acts.worship: kind `worship` is covered by religion; a world may add, never change"),
    "room": ("room: 65536", "room: 65537", "places.elsewhere.room: found the number 65537, expected a multiple of 65536"),
    "two forms of a margin": ("table: sex-by-age.csv, source", "table: sex-by-age.csv, shares: [{levels: {sex: men}, share: {value: 1, unit: share, grade: official, source: census}}], source", "margins.sex-by-age: a margin has either `shares` or a `table` of counts"),
    "sort of channel": ("sort: neighbour", "sort: neighbor", "channels.village.sort: found the text `neighbor`, expected one of camera, court, bank, utility, platform, police, neighbour, self-report, agency; did you mean `neighbour`?"),
}  # fmt: skip
NUMBERS = {
    "unit of a rate": ("rate: {value: 5, unit: per 1000 per year", "rate: {value: 5, unit: per 100000 per day", "acts.loan-default.rate.unit: found the unit `per 100000 per day`, expected `per year` or `per 1000 per year`"),
    "negative rate": ("rate: {value: 0.1, unit: per year, grade: assumed, range: [0.05", "rate: {value: -0.1, unit: per year, grade: assumed, range: [-0.1", "acts.worship.rate.value: found -0.1, expected at least 0 (per year)"),
    "bound below the rate": ("bound: {value: 0.02, unit: per year, grade: assumed, range: [0.02", "bound: {value: 0.002, unit: per year, grade: assumed, range: [0.002", "acts.loan-default.bound: found a bound of 0.002 per year below the rate of 0.005; candidates come at the bound and are thinned: raise it"),
    "negative ratio": ("ratio: {value: 2, unit: ratio, grade: assumed, range: [1", "ratio: {value: -2, unit: ratio, grade: assumed, range: [-2", "acts.loan-default.ratios.residence.rural.ratio.value: found -2, expected at least 0 (ratio)"),
    "severity": ("severity: {value: 1", "severity: {value: 6", "acts.loan-default.law.severity.value: found 6, expected at most 5 (step)"),
    "desk that never sits": ("sits_every: {value: 7, unit: day, grade: assumed, range: [7", "sits_every: {value: 0, unit: day, grade: assumed, range: [0", "desks.office.sits_every.value: found 0, expected at least 1 (days)"),
    "half a day": ("takes: {value: 14", "takes: {value: 14.5", "desks.office.takes.value: found 14.5, expected a whole number of days; round it"),
    "shape": ("shape: {value: 0.5, unit: shape, grade: assumed, range: [0.3", "shape: {value: 0, unit: shape, grade: assumed, range: [0", "propensity.shape.value: found 0, expected at least 0.05 (shape)"),
    "capacity": ("capacity: {value: 1, unit: per 100000 per day", "capacity: {value: 1, unit: per year", "desks.office.capacity.unit: found the unit `per year`, expected `per 100000 per day`"),
    "residents": ("residents: {value: 50000", "residents: {value: 50000.5", "places.elsewhere.residents.value: found 50,000.5, expected a whole number of persons; round it"),
}  # fmt: skip
NAMES = {
    "act of a sight": ("{act: loan-default, channel: bank", "{act: loan-defalt, channel: bank", "sights.loan-defalt.bank.act: found `loan-defalt`, expected one of the declared acts; did you mean `loan-default`?"),
    "channel of a sight": ("{act: loan-default, channel: bank", "{act: loan-default, channel: bnk", "sights.loan-default.bnk.channel: found `bnk`, expected one of the declared channels; did you mean `bank`?"),
    "sight twice": ("{act: loan-default, channel: village", "{act: loan-default, channel: bank", "sights.loan-default.bank.channel: found `loan-default` through `bank` again, expected it once; join the two"),
    "taken for nothing known": ("taken_for: {act: banned-group", "taken_for: {act: group", "sights.worship.village.taken_for.act: found `group`, expected one of the declared acts; did you mean `banned-group`?"),
    "taken for itself": ("taken_for: {act: banned-group", "taken_for: {act: worship", "sights.worship.village.taken_for.act: found `worship` taken for itself, expected another act; name the other act"),
    "seen too often": ("channel: bank, share: {value: 0.9", "channel: bank, share: {value: 0.90001", "sights.loan-default.village.share: found shares of `loan-default` over all channels that add up to 1.00001; at most every act is seen: they add up to at most 1"),
    "false report": ("{act: banned-group, rate", "{act: x, rate", "channels.village.false_reports.x.act: found `x`, expected one of the declared acts; acts: banned-group, loan-default, worship"),
    "law channel": ("channels: [bank], source", "channels: [court], source", "acts.loan-default.law.channels.1: found `court`, expected one of the declared channels; channels: bank, village"),
    "source": ("source: census, at: art. 1", "source: cens, at: art. 1", "acts.loan-default.law.source: found `cens`, expected one of the declared sources; did you mean `census`?"),
    "act twice": ("id: banned-group", "id: worship", "acts.worship.id: found the id `worship` again, expected it once; give one a new id"),
    "trait of a ratio": ("{residence: rural, sex: women}, ratio", "{residnce: rural, sex: women}, ratio", "channels.bank.coverage.residnce.rural.sex.women.levels.residnce: found the trait `residnce`, expected a declared one; did you mean `residence`?"),
    "level of a ratio": ("{residence: rural, sex: women}, ratio", "{residence: rurl, sex: women}, ratio", "channels.bank.coverage.residence.rurl.sex.women.levels.residence: found `rurl`, expected one of the declared levels of residence; did you mean `rural`?"),
    "story without deterrence": ("deterrence:\n  certainty: {value: 1, unit: ratio, grade: assumed, range: [0, 2], why: no figure}\n  elasticity: {value: 0.25, unit: elasticity, grade: assumed, range: [0, 0.5], why: no figure}\n  spill: {value: 0.25, unit: share, grade: assumed, range: [0, 0.5], why: no figure}", "evasion: {share: {value: 0.1, unit: share, grade: assumed, range: [0, 0.5], why: no figure}}", "evasion: found `evasion` without `deterrence`, expected both; say how people weigh the risk; an elasticity of 0 lets them answer to nothing"),
    "ratio for nobody": ("{residence: rural, sex: women}, ratio", "{}, ratio", "channels.bank.coverage.1.levels: found a ratio for nobody in particular; name a trait and its level"),
}  # fmt: skip
MIX = {
    "trait of a margin": ("traits: [residence]", "traits: [reside]", "margins.residence.traits.1: found `reside`, expected one of the declared traits; did you mean `residence`?"),
    "trait nobody counts": ("residence: [urban, rural]", "residence: [urban, rural]\n  online: [no-net, net]", "traits.online: found a trait that no margin counts; add a margin, or take the trait out"),
    "level twice": ("residence: [urban, rural]", "residence: [urban, rural, rural]", "traits.residence: found the level `rural` 2 times, expected it once; take one out"),
    "no levels": ("residence: [urban, rural]", "residence: []", "traits.residence: found a trait without levels, expected at least one; list them"),
    "row about another trait": ("levels: {residence: urban}, share", "levels: {sex: men}, share", "margins.residence.shares.sex.men.levels: found a row about sex, expected one level of residence"),
    "level of a row": ("levels: {residence: urban}, share", "levels: {residence: town}, share", "margins.residence.shares.residence.town.levels.residence: found `town`, expected one of the declared levels of residence; levels of residence: rural, urban"),
    "two levels missing": ("residence: [urban, rural]", "residence: [urban, rural, nomad]", "margins.residence.shares: found shares that add up to 0.4, expected 1; mend a share, or leave out one level, which takes the rest"),
    "level of a table": ("age: [18-39, 40-59, 60-plus]", "age: [18-39, 40-59, 60-and-over]", "margins.sex-by-age.counted.3: found the level `60-plus` of `age`, which is not declared; levels of age: 18-39, 40-59, 60-and-over"),
    "column of a table": ("traits: [sex, age]", "traits: [sex, residence]", "found no column `residence`; the columns are id, place_name, sex, age, count"),
    "margin twice": ("id: sex-by-age", "id: residence", "margins.residence.id: found the id `residence` again, expected it once; give one a new id"),
    "room in all": ("room: 65536", "room: 4294967296", "places: found room for 4,295,098,368 ids in all places, expected at most 4,294,967,296; give places less `room`"),
    "too many strata": ("age: [18-39, 40-59, 60-plus]", "age: [18-39, 40-59, 60-plus, " + ", ".join(f"a{n}" for n in range(1100)) + "]", "traits: found 4,412 combinations of levels, expected at most 4,096; use fewer traits or levels"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [*SHAPE.values(), *NUMBERS.values(), *NAMES.values(), *MIX.values()],
    ids=[*SHAPE, *NUMBERS, *NAMES, *MIX],
)
def test_a_world_makes_sense_or_is_refused(old: str, new: str, line: str) -> None:
    assert line in [said.split(": ", 1)[1] for said in lines((old, new))]


def test_problems_carry_their_line_and_come_all_at_once() -> None:
    found = lines(
        ("unit: per 1000 per year", "unit: day"),
        ("act: worship", "act: wrship"),
        ("sits_every: {value: 7", "sits_every: {value: 7.5"),
    )
    assert [line.split(": ")[0] for line in found] == ["f:29:28", "f:65:10", "f:83:25"]


def test_two_rows_of_a_margin_for_the_same_people() -> None:
    row = "      - {levels: {residence: urban}, share: {value: 0.4, unit: share, grade: official, source: census}}\n"
    assert any("found 2 rows for urban, expected one; join them" in line for line in lines((row, row + row)))


def test_shares_that_miss_one_by_rounding_are_taken() -> None:
    row = "      - {levels: {residence: urban}, share: {value: 0.4, unit: share, grade: official, source: census}}\n"
    both = row + row.replace("urban", "rural").replace("0.4", "0.595")
    assert len(world_of(parse(changed((row, both)), shown="f"), folder=HERE).margins[0].shares) == 2


def test_sixty_four_services_are_enough() -> None:
    one = "  - {id: loan, name: {en: loan}, rate: {value: 0.1, unit: per year, grade: assumed, range: [0.05, 0.2], why: no figure}}\n"
    many = "".join(one.replace("id: loan", f"id: s{n}") for n in range(64))
    assert any("found 65 services, expected at most 64" in line for line in lines((one, many)))


def test_a_place_of_fewer_than_a_hundred_people_is_refused() -> None:
    text = changed(("residents: {value: 50000", "residents: {value: 99"), ("kind: worship", "kind: x"))
    with pytest.raises(BoundaryError) as error:
        world_of(parse(text, shown="f"), folder=HERE)
    assert str(error.value) == (
        "f:11:55: places.elsewhere.residents: found a place of 99 people, expected at least 100; "
        "fewer people could be somebody's neighbours: join places until they have a hundred"
    )


@pytest.mark.parametrize(
    ("table", "line"),
    [
        (
            "../secret.csv",
            "found `../secret.csv`, which climbs out of the folder; expected the name of a file beside this one",
        ),
        ("/etc/passwd", "found `/etc/passwd`, an absolute path; expected the name of a file beside this one"),
        (
            "https://example.org/t.csv",
            "found `https://example.org/t.csv`, a web address (nothing is fetched); expected the name of a file beside this one",
        ),
        ("missing.csv", "missing.csv: there is no such file; check the name and the folder"),
    ],
)
def test_tables_lie_beside_the_world(table: str, line: str) -> None:
    found = lines(("table: sex-by-age.csv", f"table: '{table}'"))
    assert found == [f"f:22:49: margins.sex-by-age.table: {line}"]


def test_a_table_that_could_be_people_refuses_the_whole_world(tmp_path: Path) -> None:
    (tmp_path / "world.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sex-by-age.csv").write_text("sex,age,count\n" + "women,18-39,1\n" * 200)
    with pytest.raises(
        BoundaryError, match=r"margins.sex-by-age.table: sex-by-age.csv: found 200 of 200 counts under 10"
    ):
        read_world(tmp_path)


def test_merged_cells_are_noted_in_the_world(tmp_path: Path) -> None:
    (tmp_path / "world.yaml").write_text(TEXT, encoding="utf-8")
    table = (HERE / "sex-by-age.csv").read_text().replace(",12000\n", ",4\n").replace(",6000\n", ",3\n")
    (tmp_path / "sex-by-age.csv").write_text(table)
    note = read_world(tmp_path).margins[1].note
    assert note.startswith(
        "Two strata a row. sex-by-age.csv: a count under 10 (women, 60-plus, line 4) was merged into"
    )
    assert "margins.sex-by-age: small counts of its table were merged" in [
        f"{problem.path}: {problem.message}" for problem in check_world(tmp_path).warnings
    ]


def test_rows_of_a_table_written_out() -> None:
    table = "table: sex-by-age.csv"
    row = "{levels: [women, 18-39], count: 500}"
    assert len(world_from_text(changed((table, f"counted: [{row}]"))).margins[1].counted) == 1
    for rows, said in (
        (
            "[{levels: [women], count: 500}]",
            "margins.sex-by-age.counted.1: found 1 levels, expected one each of sex, age",
        ),
        (
            "[{levels: [women, 18-39], count: 9}]",
            "margins.sex-by-age.counted.1.count: found the number 9, expected at least 10",
        ),
        (f"[{row}, {row}]", "margins.sex-by-age: found 2 rows for women, 18-39, expected one; join them"),
    ):
        assert said in [line.split(": ", 1)[1] for line in lines((table, f"counted: {rows}"))]


def test_a_table_for_no_traits() -> None:
    assert lines(("traits: [sex, age]", "traits: 5")) == [
        "f:22:30: margins.sex-by-age.traits: found the number 5, expected a list"
    ]


def test_two_ids_that_would_share_their_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xinyong.population.sense.code_of", len)
    found = lines(("id: banned-group", "id: cult-member"), ("id: worship", "id: house-prayer"))
    assert (
        "acts.house-prayer.id: found `house-prayer`, whose code is that of `loan-default` by chance; give one of them another id"
        in [line.split(": ", 1)[1] for line in found]
    )


def test_false_reports_of_one_act_stand_once() -> None:
    row = "      - {act: banned-group, rate: {value: 0.0002, unit: per year, grade: assumed, range: [0, 0.001], why: no figure}}\n"
    said = "channels.village.false_reports.banned-group.act: found false reports of `banned-group` again, expected them once; join them"
    assert said in [line.split(": ", 1)[1] for line in lines((row, row + row))]


def test_shares_that_leave_one_level_out_stay_under_one() -> None:
    row = "      - {levels: {residence: urban}, share: {value: 0.4, unit: share, grade: official, source: census}}\n"
    both = row.replace("0.4", "0.9") + row.replace("0.4", "0.3").replace("urban", "rural")
    found = lines((row, both), ("residence: [urban, rural]", "residence: [urban, rural, nomad]"))
    assert any("found shares that add up to 1.2, expected at most 1; lower one" in line for line in found)


def test_a_text_without_a_folder_has_no_tables() -> None:
    with pytest.raises(FileError, match="found a table, expected its rows; read the world from its file"):
        world_from_text(TEXT)


def test_a_world_can_be_amended(example: World) -> None:
    amended = amend_world(example, {"acts.worship.rate": 0, "sights.worship.village.taken_for.share": 0, "purge": 7})
    assert amended.acts[1].rate.value == 0
    assert amended.acts[1].rate.unit == "per year"
    assert amended.sights[2].taken_for is not None
    assert amended.sights[2].taken_for.share.value == 0
    assert amended.margins == example.margins
    assert (
        amend_world(example, {"acts.loan-default.ratios.residence.rural.ratio": 1}).acts[0].ratios[0].ratio.value == 1
    )


def test_an_amended_world_makes_sense_or_is_refused(example: World) -> None:
    with pytest.raises(
        FileError, match=r"example-world as amended: acts.worship.rate.value: found -1, expected at least 0"
    ):
        amend_world(example, {"acts.worship.rate": -1})
    with pytest.raises(NameUnknown, match="did you mean `worship`"):
        amend_world(example, {"acts.worshp.rate": 0})


def test_what_an_author_may_have_overlooked(tmp_path: Path) -> None:
    shutil.copytree(HERE, tmp_path / "w")
    row = "  - {act: loan-default, channel: bank, share: {value: 0.9, unit: share, grade: assumed, range: [0.8, 1], why: no figure}}\n"
    text = changed((row, ""))
    text = text.replace("act: loan-default, channel: village", "act: banned-group, channel: village")
    (tmp_path / "w" / "world.yaml").write_text(text, encoding="utf-8")
    report = check_world(tmp_path / "w")
    assert report.ok
    assert [f"{problem.path}: {problem.message}" for problem in report.warnings] == [
        ": 34 of 39 values are assumed, 1 unknown",
        "acts.loan-default: no channel sees this act",
        "channels.bank: this channel sees nothing",
    ]


def test_errors_are_reported_and_not_raised(tmp_path: Path) -> None:
    (tmp_path / "world.yaml").write_text("format: 1\n", encoding="utf-8")
    report = check_world(tmp_path / "world.yaml")
    assert [problem.path for problem in report.errors] == ["world", "name", "first_day", "places", "acts", "purge"]


def test_values_are_counted(example: World) -> None:
    assert count_world_values(example).unknown == 1
