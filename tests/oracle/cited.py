"""Cited values the way a file writes them, marked as made for a test."""

from typing import Any

Json = dict[str, Any]

WHY = {"grade": "assumed", "why": "made for a test"}
NONE: Json = {"none": True, **WHY}


def cited(value: float, unit: str, high: float | None = None) -> Json:
    return {"value": value, "unit": unit, "range": [value, value if high is None else high], **WHY}


def points(value: int) -> Json:
    return cited(value, "point")


def days(value: int) -> Json:
    return cited(value, "day")


def share(value: float) -> Json:
    return cited(value, "share")


def days_or_none(value: int | None) -> Json:
    return NONE if value is None else days(value)


def points_or_none(value: int | None) -> Json:
    return NONE if value is None else points(value)


def name(text: str) -> Json:
    return {"en": text}


def ratio(value: float, **levels: str) -> Json:
    return {"levels": levels, "ratio": cited(value, "ratio")}
