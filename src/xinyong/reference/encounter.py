"""Peer rating: somebody met is given stars, and what arrives of a week's ratings is added to two whole sums.

Whom one meets, and how many stars are given, is part of the life: the scheme decides only whether that is a rating, and
how much it weighs.
"""

from __future__ import annotations

from xinyong.population.encounters import MOST_STARS
from xinyong.reference.chance import Words, block, stray, wide
from xinyong.reference.life import Happening
from xinyong.reference.record import Rating
from xinyong.reference.subject import Subject
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Purpose


def rate_other(subject: Subject, happening: Happening) -> None:
    """Rate whoever is met, with the weight of the tier in which the board has the rater; nobody rates with none."""
    book, week = subject.book, happening.day // 7
    if book is None or not book.rates or not book.score_in_force(happening.day):
        return
    weight = book.weight(subject.board)
    if weight == 0:
        return
    trial = subject.trial
    other = stray(
        trial.seed, subject.number, week, 0, happening.item, trial.people, trial.odds, purpose=Purpose.ENCOUNTER
    )
    words = block(trial.seed, subject.number, week, Purpose.STARS, 0, happening.item)
    stars = stars_given(trial, words, rater=subject.stratum, rated=trial.people.stratum_of(other))
    subject.count("ratings")
    subject.count("stars", stars)
    subject.sent.ratings.append(Rating(other, stars, weight))


def stars_given(trial: Trial, words: Words, *, rater: int, rated: int) -> int:
    """Return how many stars, 1 to 5, somebody of one stratum gives to somebody of another, by the words of a draw."""
    draw, mood, odds = wide(words[0], words[1]), wide(words[2], words[3]), trial.odds
    stars = 1 + next(n for n, below in enumerate(odds.stars[rated].tolist()) if draw < below)
    if mood < int(odds.one_more[rater]):
        stars += 1
    elif mood < int(odds.one_changed[rater]):
        stars -= 1
    return min(max(stars, 1), MOST_STARS)


def take_ratings(subject: Subject, day: int) -> None:
    """Add what arrives of ratings to the sums of a subject who is scored by them; others are not touched."""
    arrived = [(stars, weights) for due, stars, weights in subject.parcels if due == day]
    arrived += [(line.stars, line.weights) for _, line in subject.script if line.what == "rated" and line.day == day]
    subject.parcels = [parcel for parcel in subject.parcels if parcel[0] > day]
    if subject.book is None or not subject.book.rates or not subject.scored:
        return
    for stars, weights in arrived:
        subject.ratings.stars += stars
        subject.ratings.weights += weights
