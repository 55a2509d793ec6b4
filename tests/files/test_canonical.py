import random

from xinyong.files.canonical import canonical_text, content_hash, plain_of
from xinyong.files.evidence import Record
from xinyong.files.strict_yaml import parse


def test_reading_the_canonical_text_gives_the_record_back(shelf: type[Record], shelf_text: str) -> None:
    record = shelf.model_validate(parse(shelf_text, shown="f").data)
    text = canonical_text(record)
    document = parse(text, shown="f")
    again = shelf.model_validate(document.data)
    assert document.problems == ()
    assert again == record
    assert canonical_text(again) == text


def test_layout_order_of_keys_and_spelt_out_defaults_do_not_matter(shelf: type[Record], shelf_text: str) -> None:
    spelt = shelf_text.replace("value: 5,", "value: 5.0, at: '', also: [],").replace(
        "n_times: 3", "n_times:   3  # thrice"
    )
    shuffled = spelt.replace("format: 1\n", "") + "\nnote: ''\nformat: 1\n"
    hashes = {content_hash(shelf.model_validate(parse(text, shown="f").data)) for text in (shelf_text, spelt, shuffled)}
    assert len(hashes) == 1
    assert len(hashes.pop()) == 64


def test_any_value_that_differs_gives_another_hash(shelf: type[Record], shelf_text: str) -> None:
    changed = shelf_text.replace("value: 7", "value: 7.5")
    a, b = (content_hash(shelf.model_validate(parse(text, shown="f").data)) for text in (shelf_text, changed))
    assert a != b


def test_odd_text_and_numbers_come_back(shelf: type[Record], shelf_text: str) -> None:
    draw = random.Random(7)  # noqa: S311  # no secret: the same texts every time
    letters = "aé睢😀\"'\\:#{}[],&*!|>%@`\n-? =~0."
    for _ in range(200):
        note = "".join(draw.choice(letters) for _ in range(draw.randrange(30))).strip()
        data = parse(shelf_text, shown="f").data | {"note": "\n".join(line.rstrip() for line in note.split("\n"))}
        data["items"][0]["amount"]["value"] = draw.choice([0.1 + 0.2, 1e-7, 123456.789, -0.5, draw.random()])
        record = shelf.model_validate(data)
        assert shelf.model_validate(parse(canonical_text(record), shown="f").data) == record


def test_plain_data_leaves_defaults_out(shelf: type[Record], shelf_text: str) -> None:
    record = shelf.model_validate(parse(shelf_text, shown="f").data)
    assert plain_of(record) == parse(shelf_text, shown="f").data
