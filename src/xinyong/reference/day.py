"""One day of one subject: the six phases that are played alone, in their order (`running.PHASES`)."""

from __future__ import annotations

from xinyong.reference.deliver import deliver
from xinyong.reference.live import live
from xinyong.reference.notify import notify
from xinyong.reference.place import place
from xinyong.reference.remedy import remedy
from xinyong.reference.scripted import mail_scripted_decisions
from xinyong.reference.serve import serve
from xinyong.reference.subject import Subject


def play_day(subject: Subject, day: int, window_end: int) -> None:
    """Carry a subject through one day; what it sends to others waits for the day `window_end` at least."""
    mail_scripted_decisions(subject, day)
    deliver(subject, day)
    place(subject, day)
    told = notify(subject, day)
    live(subject, day, window_end)
    told += serve(subject, day)
    remedy(subject, day, told)
