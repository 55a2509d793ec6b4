from xinyong.files.letters import called, cut, foreign_letter, refused_characters, tidy, without_refused


def test_letters_of_all_scripts_are_taken() -> None:
    assert list(refused_characters("Suīníng 睢宁县 Ελλάς Привет 😀 é\tx\n")) == []


def test_what_nobody_can_see_is_refused_where_it_stands() -> None:
    found = list(refused_characters("a\u200bb\x07"))
    assert found == [(1, "the character ZERO WIDTH SPACE (U+200B)"), (3, "the control character U+0007")]
    assert without_refused("a\u200bb") == "a\ufffdb"


def test_names_of_letters_never_print_what_could_disturb() -> None:
    assert called("\r") == "a carriage return without a line feed (U+000D)"
    assert called("\ue000") == "the character without a name (U+E000)"


def test_a_look_alike_in_an_id_is_named() -> None:
    assert foreign_letter("plain") == ""
    alike = "which only looks like a Latin letter beside the others"
    found = f"character 2 is the character CYRILLIC SMALL LETTER IE (U+0435), {alike}"
    assert foreign_letter("p\u0435tition") == found
    assert foreign_letter("睢宁") == "character 1 is the character CJK UNIFIED IDEOGRAPH-7762 (U+7762)"


def test_text_is_tidied_without_losing_paragraphs() -> None:
    assert tidy("  one  \n\n e\u0301 \n") == "one\n\n é"


def test_long_text_is_cut_for_messages() -> None:
    assert cut("a\nb  c") == "a b c"
    assert cut("x" * 100, 10) == "x" * 9 + "…"
