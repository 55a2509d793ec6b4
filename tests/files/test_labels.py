from xinyong.files.labels import label_of, labels_of


def test_an_item_is_called_by_what_it_is_about() -> None:
    assert label_of({"id": "petition"}, 4) == "petition"
    assert label_of({"act": "theft", "channel": "police"}, 4) == "theft.police"
    assert label_of({"act": "theft", "rate": {}}, 4) == "theft"
    assert label_of({"levels": {"sex": "men", "age": "18-39"}}, 4) == "sex.men.age.18-39"
    assert label_of({"levels": {}}, 4) == "5"
    assert label_of({"day": 3, "act": "theft"}, 4) == "5"
    assert label_of("petition", 4) == "5"
    assert label_of({"id": "x" * 100}, 0) == "x" * 63 + "…"


def test_the_second_of_two_equal_labels_is_a_number() -> None:
    assert labels_of([{"id": "a"}, {"id": "a"}, {"id": "b"}]) == ["a", "2", "b"]
