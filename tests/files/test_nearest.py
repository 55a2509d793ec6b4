from xinyong.files.nearest import nearest, suggestion


def test_the_nearest_name_is_found_whatever_its_case() -> None:
    assert nearest("Petiton", ["petition", "worship"]) == "petition"
    assert nearest("BANK", ["bank", "bench"]) == "bank"
    assert nearest("suining", ["suining-2010", "rongcheng-2016"]) == "suining-2010"
    assert nearest("xyz", ["petition"]) is None
    assert nearest("x", []) is None


def test_a_hint_names_the_nearest_or_lists_what_there_is() -> None:
    assert suggestion("petiton", {"petition"}, what="rules") == "did you mean `petition`?"
    assert suggestion("xyz", {"b", "a"}, what="rules") == "rules: a, b"
    assert suggestion("xyz", [], what="rules") == "there are no rules here"
    assert suggestion("?", [f"r{n:02}" for n in range(20)], what="rules").endswith("r11 and 8 more")
