from xinyong.files.yaml_words import in_plain_words


def test_what_no_rule_knows_is_still_said_plainly() -> None:
    message, hint = in_plain_words("something about %YAML flux")
    assert message == "the file stops being YAML here"
    assert hint == "check quotes, brackets and indentation of this line and the one above"
