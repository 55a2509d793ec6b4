"""How kernels are compiled, and where their code is kept."""

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xinyong.kernel import jit

HERE = Path(jit.__file__).parent


def test_four_files_speak_to_the_compiler() -> None:
    speaking = [
        path.name
        for path in sorted(HERE.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(each.name.startswith("numba") for each in node.names))
        or (isinstance(node, ast.ImportFrom) and str(node.module).startswith("numba"))
    ]
    assert sorted(set(speaking)) == ["indexing.py", "jit.py", "linking.py", "type_rules.py"]


def test_results_cannot_depend_on_the_machine() -> None:
    for made in (*jit.KERNELS, *jit.PARTS):
        options = made.targetoptions
        assert options["nogil"]
        assert not options.get("fastmath")
        assert not options.get("parallel")


def test_the_cache_folder_follows_the_sources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jit.config, "CACHE_DIR", str(tmp_path))
    first = jit.cache_folder()
    assert first == tmp_path / "xinyong" / f"kernel-{jit.fingerprint()}"
    monkeypatch.setitem(jit.FLAGS, "error_model", "python")
    assert jit.cache_folder() != first


def test_the_cache_folder_is_where_the_system_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jit.config, "CACHE_DIR", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert jit.cache_folder().parent == tmp_path / "xinyong"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "somebody")
    assert jit.cache_folder().parent == tmp_path / "somebody" / ".cache" / "xinyong"


def test_a_private_folder_where_the_usual_one_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "a-file"
    file.touch()
    monkeypatch.setattr(jit.config, "CACHE_DIR", str(file))
    folder = jit.cache_folder()
    assert folder.is_dir()
    assert not folder.is_relative_to(tmp_path)
    assert jit.cache_folder() != folder


def test_a_private_folder_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(jit.config, "CACHE_DIR", "")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert jit.cache_folder().is_dir()


def test_folders_of_other_sources_go_once_nothing_uses_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jit.config, "CACHE_DIR", str(tmp_path))
    old, recent = tmp_path / "xinyong" / "kernel-old", tmp_path / "xinyong" / "kernel-recent"
    for folder in (old, recent):
        folder.mkdir(parents=True)
    long_ago = time.time() - 3 * 86_400
    os.utime(old, (long_ago, long_ago))
    jit.cache_folder()
    assert not old.exists()
    assert recent.exists()


def test_nothing_is_compiled_yet_in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jit, "FOLDER", tmp_path)
    assert not jit.compiled()


@pytest.mark.slow
def test_a_second_process_compiles_nothing(tmp_path: Path) -> None:
    """The first compile takes seconds on a quiet machine; the bar is what the documents promise."""
    probe = (
        "from tests.oracle.plain import plain_trial\n"
        "from xinyong.engine.play import play\n"
        "from xinyong.kernel import jit\n"
        "print(jit.compiled())\n"
        "print(play(plain_trial(), threads=1).seconds['compile'])\n"
        "print(jit.compiled())\n"
    )
    surroundings = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    found = [
        subprocess.run([sys.executable, "-c", probe], env=surroundings, capture_output=True, check=True, text=True)
        .stdout.split()
        for _ in range(2)
    ]  # fmt: skip
    assert [found[0][0], found[0][2]] == ["False", "True"]
    assert found[1][0] == "True"
    assert float(found[1][1]) < 0.2 * float(found[0][1])
