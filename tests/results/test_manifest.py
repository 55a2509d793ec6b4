"""The manifest says what made a run, and is sealed."""

import json
import re
import sys
from pathlib import Path

import pytest
from tests.experiment.finished import played

from xinyong.errors import DamagedRun
from xinyong.results.manifest import NAME, SEAL, read_manifest, text_of, timed
from xinyong.results.memory import peak_rss_bytes
from xinyong.results.record import Run

SHA256 = re.compile(r"[0-9a-f]{64}")


def test_it_says_what_made_the_run() -> None:
    found = played().manifest
    assert (found["what"], found["format"], found["ledger"]) == ("xinyong run", 1, "all")
    assert "synthetic" in found["synthetic"]
    assert set(found["versions"]) == {"python", "xinyong", "numpy", "numba", "polars", "pydantic"}
    assert found["versions"]["python"] == ".".join(map(str, sys.version_info[:3]))
    assert "not installed" not in found["versions"].values()
    for text in (found["scheme"]["sha256"], found["world"]["sha256"], found["tables_sha256"], found["result_sha256"]):
        assert SHA256.fullmatch(text)
    assert found["held"]["records"] == played().outcome.held[0]
    assert found["assumed"]["values"] <= found["assumed"]["of"]
    assert found["unknown"] == ["objection.window"]


def test_only_counts_and_texts_go_in() -> None:
    """Everything in it is plain data, so that it can be written and read anywhere."""
    text = text_of(played().manifest)
    assert json.loads(text)[SEAL]
    assert list(json.loads(text))[-1] == SEAL


def test_the_seal_covers_everything(finished: Run, tmp_path: Path) -> None:
    assert finished.directory is not None
    text = (finished.directory / NAME).read_text(encoding="utf-8")
    for wrong in (text.replace('"seed": 3', '"seed": 4'), text + " ", text.replace("\n ", "\n  ", 1), text[:-1]):
        assert wrong != text
        (tmp_path / NAME).write_text(wrong, encoding="utf-8")
        with pytest.raises(DamagedRun, match=f"is not as it was written \\(`{SEAL}` differs\\)"):
            read_manifest(tmp_path)
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path)["seed"] == 3


def test_a_run_that_took_no_time_has_no_pace() -> None:
    run = played()
    assert (
        timed(run.manifest, run.outcome, wall_seconds=0.0, total_seconds=0.0)["speed"]["subject_days_per_second"] == 0
    )


def test_the_peak_of_memory_is_in_bytes() -> None:
    assert 1 << 20 < peak_rss_bytes() < 1 << 44
