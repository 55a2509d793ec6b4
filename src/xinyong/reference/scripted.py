"""What a script puts into the mail of its subjects: records, and decisions on objections filed in time."""

from __future__ import annotations

from xinyong.reference.conduct import is_protected
from xinyong.reference.record import Decision, Entry, Record
from xinyong.reference.subject import Subject
from xinyong.trial.script import Line
from xinyong.vocabulary import Cause


def scripted_records(subject: Subject, day: int) -> list[Record]:
    """Return the records that a script delivers on a day. The item of their origin is the line's position."""
    return [
        _record(subject, position, line)
        for position, line in subject.script
        if line.what == "record" and line.day == day
    ]


def _record(subject: Subject, position: int, line: Line) -> Record:
    cause = Cause.TRUE
    if line.true_act != line.act:
        cause = Cause.FABRICATED if line.true_act < 0 else Cause.MISCLASSIFIED
    began_as = line.true_act if line.true_act >= 0 else line.act
    return Record(
        recipient=subject.number,
        due=line.day,
        origin=(subject.number, line.day // 7, position, began_as),
        act=line.act,
        true_act=line.true_act,
        act_day=line.act_day,
        channel=line.channel,
        cause=cause,
        protected=is_protected(subject.trial, line.true_act),
        choice=line.choice,
    )


def mail_scripted_decisions(subject: Subject, day: int) -> None:
    """Put the script's decisions of a day into the mail, for objections filed in time and not decided before."""
    for _, line in subject.script:
        if line.what != "decided" or line.day != day:
            continue
        for entry in subject.entries:
            if entry.record.origin[2] == line.of and _awaits_a_decision(subject, entry):
                instance = int(entry.review_filed >= 0)
                decision = Decision(day, entry.record, entry.clause, subject.number, line.reversed_, instance)
                subject.decisions.append(decision)


def _awaits_a_decision(subject: Subject, entry: Entry) -> bool:
    decided = entry.review_decided if entry.review_filed >= 0 else entry.decided
    mailed = any(one.record is entry.record and one.clause == entry.clause for one in subject.decisions)
    return entry.filed >= 0 and not entry.late and decided < 0 and not mailed
