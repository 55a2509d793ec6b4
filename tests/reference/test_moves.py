"""People who move, on small worlds: what goes on, what begins anew, and whom it does not touch."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import NONE, WHY, cited, days, name, points, share
from tests.oracle.equal import differences, table_differences
from tests.oracle.nation import nation, national
from tests.oracle.plain import channel, objection, plain_scheme, plain_trial, refusal, rule, score, tier
from tests.population.test_moves import move

from xinyong.engine import play as engine
from xinyong.errors import InputError
from xinyong.experiment.deltas import restricted_ids
from xinyong.reference.alone import life_in, lives
from xinyong.reference.play import Play, play
from xinyong.results.agree import contradictions
from xinyong.results.checkpoint import Snapshot
from xinyong.results.columns import TABLES, coded, plain
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.results.standing import quiet_restricted
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial

GROUP, DAY, LATER = 2, 21, "2021-01-01"
"""Where those who move stand behind east and west, the day of their move, and a day that the runs do not reach."""
SCHEME_ENDED = 4
HERE, THERE = 100, 50
"""Where the scores of the two members start."""


def country(**changes: Any) -> Scheme:
    """Return national lists with a member in the east and another in the west."""
    both = [{"scheme": "here", "place": "east"}, {"scheme": "there", "place": "west"}]
    return national(**({"members": both, "objection": NONE} | changes))


def members(**changes: Any) -> dict[str, Scheme]:
    """Return the two members; entries stand for good."""
    here = {"scheme": "here", "consequences": [], "score": score(start=HERE)} | changes
    there = here | {"scheme": "there", "score": score(start=THERE), "tiers": [tier("fine", 45), tier("low")]}
    return {"here": plain_scheme(**here), "there": plain_scheme(**there | {"rules": [rule(size=-3)]})}


def moved(date: str = "2020-01-20", scheme: Scheme | None = None, **changes: Any) -> Trial:
    world = nation(moves=[move(date=date)], **changes.pop("world", {}))
    return plain_trial(scheme or country(), world, **({"members": members(), "days": 42} | changes))


def both_engines(trial: Trial) -> Outcome:
    """Return the outcome, on which both engines and all who look at it agree."""
    found = play(trial)
    assert differences(found, engine.play(trial, threads=2)) == []
    assert list(contradictions(found)) == []
    return found


@lru_cache(maxsize=2)
def usual(date: str = "2020-01-20") -> Outcome:
    """Return the outcome with nothing changed but the date of the move."""
    return both_engines(moved(date))


def of_group(outcome: Outcome) -> dict[str, np.ndarray[Any, np.dtype[np.int64]]]:
    here = outcome.trial.people.places_of(outcome.ledger["recipient"]) == GROUP
    return {name: column[here] for name, column in outcome.ledger.items()}


def places_of_their_own(member: str) -> Outcome:
    """Return the outcome of a world in which those who move never do, and live in a third place under a member."""
    places = nation().model_dump(by_alias=True, exclude_none=True, mode="json")["places"]
    places[0]["residents"] = places[0]["residents"] | {"value": 300, "range": [300, 300]}
    third = {"id": "to-work", "name": name("x"), "room": 65_536}
    places.append(third | {"residents": places[1]["residents"] | {"value": 200, "range": [200, 200]}})
    named = [{"scheme": "here", "place": "east"}, {"scheme": "there", "place": "west"}]
    scheme = country(members=[*named, {"scheme": member, "place": "to-work"}])
    return play(plain_trial(scheme, nation(places=places), members=members(), days=42))


def test_a_share_of_nobody_changes_nothing() -> None:
    nobody = nation(moves=[move(share=share(0))])
    a, b = (play(plain_trial(country(), world, members=members())) for world in (nation(), nobody))
    assert result_sha256(a) == result_sha256(b)


@pytest.mark.parametrize(("date", "member"), [("2019-12-01", "there"), (LATER, "here")])
def test_who_moves_before_or_after_the_run_lives_as_if_born_there(date: str, member: str) -> None:
    found = usual(date)
    assert len(of_group(found)["day"]) > 0
    assert differences(found, places_of_their_own(member)) == []


def test_before_the_move_all_is_as_without_it() -> None:
    found, never = usual(), usual(LATER)
    a, b = ({n: c[outcome.ledger["day"] < DAY] for n, c in outcome.ledger.items() if n in ("recipient", "day", "points",
             "act_day", "act")} for outcome in (found, never))  # fmt: skip
    assert len(a["day"]) > 100
    assert table_differences("ledger", a, b) == []
    assert np.array_equal(found.flows[:3, :, :2], never.flows[:3, :, :2])


def test_those_who_stay_do_not_notice() -> None:
    found, never = usual(), usual(LATER)
    for table, who in (("ledger", "recipient"), ("subjects", "subject")):
        a, b = (
            {n: c[outcome.trial.people.places_of(getattr(outcome, table)[who]) < GROUP] for n, c in
             getattr(outcome, table).items()} for outcome in (found, never)
        )  # fmt: skip
        assert table_differences(table, a, b) == []


def test_the_old_score_rests_and_the_new_one_begins_at_its_start() -> None:
    found = usual()
    rows = of_group(found)
    regime = found.trial.regimes[GROUP]
    assert regime is not None
    layer = np.array([regime.layer_of("rules", clause) for clause in range(len(regime.scheme.rules))])[rows["clause"]]
    assert set(layer.tolist()) == {0, 1, 2}
    old, new = layer == 1, layer == 2
    assert (rows["day"][old] < DAY).all()
    assert (rows["ended"][old] == DAY).all()
    assert (rows["outcome"][old] == SCHEME_ENDED).all()
    assert (rows["day"][new] >= DAY).all()
    here = found.subjects["place"] == GROUP
    for subject, points_ in zip(found.subjects["subject"][here], found.subjects["score"][here], strict=True):
        assert points_ == THERE + int(rows["points"][new & (rows["recipient"] == subject)].sum())


def test_what_holds_in_both_places_goes_on() -> None:
    found, never = usual(), usual(LATER)
    a, b = ({n: c[rows["clause"] == 0] for n, c in rows.items()} for rows in (of_group(found), of_group(never)))
    assert (a["day"] < DAY).any()
    assert (a["ended"] > DAY).any()
    assert table_differences("ledger", a, b) == []
    row = found.layout.row["listed.nation/black"]
    assert np.array_equal(found.flows[:, row], never.flows[:, row])


@pytest.mark.parametrize(("blind", "seen"), [("west", range(DAY)), ("east", range(DAY, 42))])
def test_who_moves_is_seen_by_the_channels_of_the_place_lived_in(blind: str, seen: range) -> None:
    camera = channel("camera", places=[{"place": blind, "share": share(0)}])
    acted = set(of_group(both_engines(moved(world={"channels": [camera]})))["act_day"].tolist())
    assert acted
    assert acted <= set(seen)


@pytest.mark.parametrize(("date", "named"), [("2020-01-10", False), ("2020-01-24", True)])
def test_who_moves_is_in_the_files_of_the_place_lived_in(date: str, named: bool) -> None:  # noqa: FBT001 (a parameter)
    file = {"id": "bad", "date": date, "channel": "camera", "act": "theft", "share": share(1), "place": "west"}
    rows = of_group(both_engines(moved(world={"imports": [file], "acts": [{**_quiet("theft")}, _quiet("prayer")],
                                              "sights": []})))  # fmt: skip
    assert (len(rows["day"]) > 0) == named


def _quiet(id_: str) -> dict[str, Any]:
    return {"id": id_, "name": name(id_), "kind": "theft" if id_ == "theft" else "worship", "steady": True,
            "rate": {"value": 0, "unit": "per year", "grade": "assumed", "range": [0, 0], "why": "nobody"}}  # fmt: skip


def test_the_desk_of_the_place_lived_in_decides() -> None:
    scheme, heard = country(objection={**objection(), "desk": "court"}), members(objection=objection())
    found = both_engines(moved(scheme=scheme, members=heard))
    rows = found.sittings
    group = found.trial.people.places_of(rows["recipient"]) == GROUP
    places = [found.trial.lives(GROUP, day) for day in rows["filed"][group].tolist()]
    assert set(places) == {0, 1}
    assert rows["place"][group].tolist() == places


def test_quotas_are_those_of_the_people_who_live_in_a_place() -> None:
    """Before the move as many live in both places; after it more in the west, and room follows them."""
    service = {"id": "flight", "name": name("Flight"), "rate": cited(365, "per year")}
    limited = {"services": [service | {"quota": cited(50_000, "per 100000 per day")}]}
    found = both_engines(moved(scheme=country(members=[], rules=[], lists=[], consequences=[]), world=limited))
    asked, full = (found.flows[:, found.layout.row[f"{what}.flight"]].sum(axis=2) for what in ("requested", "full"))
    settled = [2, 4, 5]  # not the first week, nor the week after a move, shared out by what was asked before it
    for group in range(3):
        turned_away = full[settled, group].sum() / asked[settled, group].sum()
        assert 0.4 < turned_away < 0.6
    assert full[3, 1] / asked[3, 1] < 0.4
    assert full[3, 0] / asked[3, 0] > 0.6
    without = play(moved("2021-01-01", country(members=[], rules=[], lists=[], consequences=[]), world=limited))
    before = found.trial.windows.index((14, 21)) + 1
    assert np.array_equal(found.flows[:before], without.flows[:before])
    assert not np.array_equal(found.flows, without.flows)


def test_days_under_a_sanction_add_up_over_a_move() -> None:
    """Everybody is restricted where the first score starts, nobody where the second does."""
    low = [refusal(tiers=["bad"])]
    tiers = {"tiers": [tier("good", HERE + 1), tier("bad")], "rules": []}
    first = plain_scheme(scheme="here", consequences=low, score=score(start=HERE), **tiers)
    found = both_engines(moved(members=members() | {"here": first}))
    everybody = Play(found.trial)
    for first_day, end_day in found.trial.windows:
        everybody.window(first_day, end_day)
    restricted = {n for n, subject in everybody.subjects.items() if subject.days["restricted"]}
    assert set(restricted_ids(found).tolist()) == restricted
    of_move = [n for n in restricted if found.trial.people.place_of(n) == GROUP]
    assert len(of_move) == found.trial.people.counts[GROUP]
    quiet = set(of_move) - set(found.subjects["subject"].tolist())
    assert int(quiet_restricted(found)[GROUP].sum()) == len(quiet)
    assert all(everybody.subjects[n].days["restricted"] == DAY for n in quiet)


@pytest.mark.parametrize("method", ["running", "index"])
def test_kept_scores_begin_anew_too(method: str) -> None:
    kept: dict[str, Any] = {
        "score": score("running", start=THERE, decay={"points": points(1), "every": days(7), **WHY})
    }
    if method == "index":
        bounds = {"floor": points(0), "ceiling": points(200)}
        part = {
            "id": "all",
            "weight": points(1) | {"unit": "ratio"},
            "start": points(500),
            "floor": NONE,
            "ceiling": NONE,
        }
        kept = {"score": {"method": "index", "start": points(THERE), **bounds, "better": "higher",
                          "refresh": days(7), "parts": [part]},
                "rules": [rule(size=-30, part="all")]}  # fmt: skip
    there = plain_scheme(**{"scheme": "there", "consequences": [refusal(tiers=["low"])],
                            "tiers": [tier("fine", 45), tier("low")], **kept})  # fmt: skip
    here = plain_scheme(scheme="here", score=score("running", start=HERE, floor=0), consequences=[])
    for pair in ({"here": here, "there": there}, {"here": there.model_copy(update={"scheme": "here"}),
                                                  "there": here.model_copy(update={"scheme": "there"})}):  # fmt: skip
        found = both_engines(moved(members=pair))
        assert len(of_group(found)["day"]) > 0


def test_one_who_moved_is_played_alone_and_read_back() -> None:
    found = play(moved(members=members(consequences=[refusal(tiers=["bad"])])))
    who = found.subjects["subject"][found.subjects["place"] == GROUP].tolist()[:10]
    assert [life_in(found, n) for n in who] == lives(found.trial, who, found)
    for title in TABLES:
        table = getattr(found, title)
        assert table_differences(title, table, plain(found.trial, title, coded(found.trial, title, table))) == []


class CutShort(Exception):
    """The play is stopped here."""


@dataclass
class Keeper:
    """Stops a play after so many windows, and lets another one go on from there."""

    after: int
    kept: Snapshot | None = None

    def begin(self) -> Snapshot | None:
        return self.kept

    def pause(self, windows: int, of: int, snapshot: Callable[[], Snapshot]) -> None:  # noqa: ARG002 (the protocol)
        if self.kept is None and windows == self.after:
            self.kept = deepcopy(snapshot())
            raise CutShort


@pytest.mark.parametrize("after", [2, 3, 4])
def test_a_run_cut_short_before_or_after_a_move_goes_on(after: int) -> None:
    keeper = Keeper(after)
    with pytest.raises(CutShort):
        engine.play(moved(), keeper=keeper)
    assert differences(usual(), engine.play(moved(), keeper=keeper)) == []


def test_who_is_compared_with_others_cannot_move() -> None:
    ranked = [{"id": "top", "top": share(0.2)}, {"id": "rest"}]
    there = plain_scheme(scheme="there", tiers=ranked, score=score(rank_every=days(7)), consequences=[])
    with pytest.raises(InputError, match="found people who move from or to `west`, where people are ranked"):
        moved(members=members() | {"there": there})


def test_two_dates_of_one_scheme_cannot_be_told_apart() -> None:
    named = [{"scheme": "here", "place": "east"}, {"scheme": "here", "place": "west", "from": "2020-01-10"}]
    with pytest.raises(InputError, match="found a move between two places under `here` from different dates"):
        moved(scheme=country(members=named))


def test_one_scheme_in_both_places_goes_on() -> None:
    named = [{"scheme": "here", "place": "east"}, {"scheme": "here", "place": "west"}]
    found, never = (both_engines(moved(date, country(members=named))) for date in ("2020-01-20", LATER))
    assert differences(found, never) == []


@pytest.mark.parametrize("place", ["east", "west"])
def test_a_member_in_one_of_the_two_places(place: str) -> None:
    named = [{"scheme": "here", "place": place}]
    for scheme in (country(members=named), country(members=named, rules=[], lists=[], consequences=[])):
        rows = of_group(both_engines(moved(scheme=scheme)))
        mine = rows["points"] == -10
        assert mine.any()
        assert (rows["day"][mine] < DAY).all() if place == "east" else (rows["day"][mine] >= DAY).all()
