"""The tables of copies: through which register or along which tie a row goes, and where the ties stand."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.numbers import Numbers, number, row
from xinyong.scheme.clauses import Copy
from xinyong.trial.trial import Regime, Trial, copy_clauses


def tie_rows(trial: Trial, numbers: Numbers) -> int:
    """Return where the rows of the ties of a world begin."""
    found = trial.ties
    rows = [
        row(c.TIE_WIDTH, {
            c.TIE_TOGETHER: int(found.together[tie]), c.TIE_SIZE: int(found.size[tie]),
            c.TIE_FROM: numbers.add(found.tied_from[tie]), c.TIE_TO: numbers.add(found.tied_to[tie]),
            c.TIE_KEYS: numbers.add(found.keys[tie]),
        }) for tie in range(len(found.ids))
    ]  # fmt: skip
    return numbers.add(rows)


def copy_columns(trial: Trial, regime: Regime, numbers: Numbers) -> dict[int, int]:
    """Return where the copies of the lists of a place stand, and what becomes of every copy that arrives there."""
    known, scheme = copy_clauses(regime), regime.scheme
    name_of = {clause: trial.copies.index(name) for name, clause in known.items()}
    ids, lists = [rule.id for rule in scheme.rules], [entry.id for entry in scheme.lists]
    copies = []
    for copy in scheme.copies:
        columns = {
            c.COPY_FROM: lists.index(copy.from_), c.COPY_NAME: name_of[ids.index(copy.id)],
            c.COPY_DELAY: number(copy.delay, 0), c.COPY_DELETIONS: number(copy.deletions, -1),
        }  # fmt: skip
        if copy.tie is not None:
            columns[c.COPY_TIE] = tie_rows(trial, numbers) + trial.ties.ids.index(copy.tie) * c.TIE_WIDTH
        else:
            columns |= _through(trial, copy) | {c.COPY_TWICE: name_of[ids.index(f"{copy.id}-duplicate")]}
        copies.append(row(c.COPY_WIDTH, columns))
    return {
        c.B_COPIES: numbers.add(copies),
        c.B_N_COPIES: len(copies),
        c.B_LETTERS: sum(_letters(trial, copy) for copy in scheme.copies),
        c.B_COPY_CLAUSE: numbers.add([known.get(name, -1) for name in trial.copies]),
    }


def _through(trial: Trial, copy: Copy) -> dict[int, int]:
    """Return the register of a copy and the errors that it makes."""
    odds, register = trial.odds, [one.id for one in trial.world.registers].index(copy.through or "")
    return {
        c.COPY_TIE: -1, c.COPY_CODE: int(odds.register_code[register]), c.COPY_MISSED: int(odds.missed[register]),
        c.COPY_MISLINKED: int(odds.mislinked[register]), c.COPY_DUPLICATED: int(odds.duplicated[register]),
    }  # fmt: skip


def _letters(trial: Trial, copy: Copy) -> int:
    """Return how many records a copy of one row makes at most: two of a register, or one for everybody tied."""
    if copy.tie is None:
        return 2
    return int(trial.ties.size[trial.ties.ids.index(copy.tie)])
