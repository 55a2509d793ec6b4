"""The signs that are looked for, each under the provision that makes it matter. A sign is no verdict.

Under points (i) and (ii) of Art. 5(1)(c) stand indicators; under procedure what such a scheme may lack; under notes
what another provision may have to do with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["i", "ii", "procedure", "notes"]

GROUPS: dict[Group, str] = {
    "i": "Treatment in unrelated contexts (point i)",
    "ii": "Treatment that is unjustified or disproportionate (point ii)",
    "procedure": "What the procedure lacks",
    "notes": "Where other provisions may matter",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing to look for: what is asked of the file, under which group, and the id of the provision."""

    id: str
    group: Group
    title: str
    asks: str
    text: str


_ROWS: tuple[tuple[str, Group, str, str, str], ...] = (
    ("context", "i", "sanction outside the domain of the record",
     "Does a record from one part of life lead to a sanction in another?", "ai-act-5-1-c-i"),
    ("pooled", "i", "records of several domains in one score or list",
     "Is one score or list fed from several parts of life?", "ai-act-recital-31"),
    ("shared", "i", "joint punishment across registers and bodies",
     "Is a listing copied to other registers, or read by bodies in three or more parts of life?", "ai-act-5-1-c-i"),
    ("protected", "ii", "may rest on protected conduct",
     "Can a record that counts against somebody rest on conduct that a right covers, whatever the rule calls it?",
     "iccpr"),
    ("no-offence", "ii", "no penalty in ordinary law",
     "Does an act count for which the world names no ordinary penalty?", "ai-act-5-1-c-ii"),
    ("no-basis", "ii", "no statutory basis",
     "Does a rule or sanction rest on something less than a statute, or on nothing that was found?", "ai-act-5-1-c-ii"),
    ("others", "ii", "falls on somebody else",
     "Is somebody treated worse for what another did: a child, kin, a representative, friends?", "ai-act-5-1-c-ii"),
    ("no-record", "ii", "treated worse without any record",
     "Is somebody treated worse for not being scored at all?", "ai-act-5-1-c-ii"),
    ("after-met", "ii", "in force after the debt or duty is met",
     "Does an entry about a debt or duty stay once it is met?", "ai-act-5-1-c-ii"),
    ("order", "ii", "heavier burden for the lighter act",
     "Is there a pair of acts where the lighter in ordinary law costs at least twice as much?", "ai-act-5-1-c-ii"),
    ("multiplied", "ii", "one entry, several services",
     "Is a single entry a sanction at two services or more?", "ai-act-5-1-c-ii"),
    ("no-end", "ii", "no longest term",
     "Can an entry stand for good, or until something that has no day?", "ai-act-5-1-c-ii"),
    ("shown", "ii", "named in public", "Are people named to others for what is held against them?", "ai-act-5-1-c-ii"),
    ("no-notice", "procedure", "no notice", "Is there no clause on telling people?", "ai-act-27-f"),
    ("late-notice", "procedure", "effect before notice",
     "Does an entry take effect before a notice can have come?", "ai-act-27-f"),
    ("no-objection", "procedure", "no remedy", "Is there no clause on objecting?", "ai-act-27-f"),
    ("no-suspension", "procedure", "effect during an objection",
     "Does an entry keep its effect while somebody objects to it?", "ai-act-27-f"),
    ("onus", "procedure", "the person must prove the mistake",
     "Is a mistaken entry taken back only where its subject has evidence?", "ai-act-27-f"),
    ("biometric", "notes", "faces matched by camera",
     "Do records that count come from a camera that matches people with a file?", "ai-act-5-1-h"),
    ("automated", "notes", "a sanction follows from a number",
     "Does a score decide about a service, with no person deciding in the file?", "gdpr-22"),
)  # fmt: skip

SIGNS: dict[str, Sign] = {row[0]: Sign(*row) for row in _ROWS}
"""Every sign, in the order of the page."""
