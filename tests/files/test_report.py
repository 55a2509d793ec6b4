from xinyong.errors import Problem
from xinyong.files.report import Report


def test_errors_make_a_file_unusable_and_warnings_do_not() -> None:
    assert Report("x", warnings=(Problem("careful"),)).ok
    assert not Report("x", errors=(Problem("wrong"),)).ok
