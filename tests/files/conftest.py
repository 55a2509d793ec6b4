"""A small sort of record, so that the reader can be tested without schemes and worlds."""

from typing import Annotated

import pytest
from pydantic import BeforeValidator, Field

from xinyong.files.evidence import Cited, Date, Names, Quantity, Record, Slug, Source, as_tuple


class Item(Record):
    id: Slug
    amount: Cited
    term: Quantity
    begins: Date | None = None
    n_times: Annotated[int, Field(ge=1, le=9)] = 1
    last: bool = False


class Shelf(Record):
    format: int
    name: Names
    sources: dict[Slug, Source] = Field(default_factory=dict)
    items: Annotated[tuple[Item, ...], BeforeValidator(as_tuple)] = Field(min_length=1)
    note: str = ""


@pytest.fixture(scope="session")
def shelf() -> type[Record]:
    """The record of a whole file, with a list of items."""
    return Shelf


@pytest.fixture(scope="session")
def shelf_text() -> str:
    return SHELF


SHELF = """format: 1
name: {en: Shelf}
sources:
  paper: {title: A paper, reliability: A}
items:
  - id: cup
    amount: {value: 5, unit: point, grade: press, source: paper}
    term: {none: true, grade: press, source: paper}
  - id: jug
    amount: {value: 7, unit: point, grade: assumed, range: [5, 9], why: a guess}
    term:
      unknown: true
      between: [{none: true, grade: assumed, why: a guess}, {value: 30, unit: day, grade: press, source: paper}]
      looked: [paper]
    begins: 2010-01-01
    n_times: 3
"""
