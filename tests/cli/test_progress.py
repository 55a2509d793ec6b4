"""How far a run is, and how long it will take."""

import pytest

from xinyong.cli.output import Progress


def test_another_run_begins_its_own_count(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The second of two runs goes as fast as it does, whatever time the first took."""
    clock = iter([0.0, 10.0, 20.0, 30.0, 40.0])
    monkeypatch.setattr("xinyong.cli.output.time.monotonic", lambda: next(clock))
    progress = Progress("playing", quiet=False)
    for done in (50, 100):
        progress(done, 100)
    for done in (50, 100):
        progress(done, 100)
    assert capsys.readouterr().err.splitlines() == [
        "playing: 50 of 100 windows, 5 a second, 10 s left",
        "playing: 100 of 100 windows, 5 a second, 0 s left",
        "playing, run 2: 50 of 100 windows, 5 a second, 10 s left",
        "playing, run 2: 100 of 100 windows, 5 a second, 0 s left",
    ]


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Progress("playing", quiet=True)(1, 2)
    assert capsys.readouterr().err == ""
