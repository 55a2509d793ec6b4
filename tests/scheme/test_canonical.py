import pytest

from xinyong.files.catalogue import shipped
from xinyong.scheme.canonical import scheme_hash, scheme_text
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme, scheme_from_text


def test_the_canonical_text_reads_back_equal(example: Scheme) -> None:
    again = scheme_from_text(scheme_text(example))
    assert again == example
    assert scheme_text(again) == scheme_text(example)


@pytest.mark.parametrize("name", shipped("scheme"))
def test_shipped_schemes_read_back_equal(name: str) -> None:
    scheme = read_scheme(name)
    assert scheme_from_text(scheme_text(scheme)) == scheme


def test_comments_and_layout_do_not_matter(example: Scheme, example_text: str) -> None:
    rearranged = "# another remark\n" + example_text.replace("  - {id: A, label: good, ", "  - {label: good,   id: A, ")
    assert scheme_hash(scheme_from_text(rearranged)) == scheme_hash(example)


def test_the_hash_is_frozen(example: Scheme) -> None:
    assert scheme_hash(example) == "80342f734b08eb069c29ae364a9d5ec3beb528450f5bdaac010115a8e121eb28"
