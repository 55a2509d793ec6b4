"""Definitions of what sanctions cost beside the gravity of the act, and of restricted days that nothing justifies."""

from __future__ import annotations

from xinyong.audit.definition import PER_1000, SHARE, Definition

_BURDEN = (
    "the burden of an act is the mean, over people with a clean record before, of the days on which they were"
    " restricted plus those on which the entry was shown in public, in the year after a first entry for it, until"
    " another came"
)
_SEVERITY = "severity is the heaviest ordinary penalty that the law of the place sets, 0 no offence to 5 prison"
_ART_5 = "Regulation (EU) 2024/1689, Art. 5(1)(c)(ii); docs/glossary.md"

PROPORTION = (
    Definition(
        name="burden_out_of_order",
        definition="Of the pairs of acts of different severity in ordinary law, the share in which the first entry for"
        f" the lighter act burdened people at least twice as much as one for the heavier: {_BURDEN}; {_SEVERITY}.",
        formula="pairs with burden of the lighter ≥ 2 × burden of the heavier, and above 0 / pairs of acts of different"
        " severity with at least 10 first entries each",
        unit=SHARE,
        denominator="pairs of acts of different severity with at least 10 first entries each",
        rests_on="points, terms, tiers and lists of the scheme; the severities that the world cites",
        cannot_say="a day under a light sanction counts as much as a day under many; first entries of the last year of"
        " the run are not watched long enough to count",
        source=_ART_5,
    ),
    Definition(
        name="burden_per_step",
        definition="By how many days the burden of a first entry rises with each step of severity in ordinary law, from"
        f" the lightest acts entered to the heaviest; the parts `severity-N` are the burdens themselves: {_BURDEN}.",
        formula="(burden of the heaviest severity entered − burden of the lightest) / steps between them",
        unit="days per step",
        denominator="steps of severity; of a part, first entries for acts of that severity",
        rests_on="points, terms, tiers and lists of the scheme; the severities that the world cites",
        cannot_say="two ends make the slope: the parts show what lies between. At or below zero, graver acts cost no"
        " more than lighter ones",
        source=_ART_5,
        sense="neither",
    ),
    Definition(
        name="bars_outside_domain",
        definition="Sanctions in another part of life than the record that an entry against somebody brings by itself"
        " or through copies of its list, per entry; the part `with_others` also counts those that it can bring"
        " together with other entries.",
        formula="sum over adverse entries of the sanctions of their rule at services of another domain / adverse"
        " entries",
        unit="sanctions per entry",
        denominator="adverse entries",
        rests_on="rules and consequences of the scheme; the domain that the world gives each service",
        cannot_say="a service without a domain in the world is in no other part of life than any record",
        source="Regulation (EU) 2024/1689, Art. 5(1)(c)(i); docs/glossary.md",
    ),
    Definition(
        name="unjustified_restricted_days",
        definition="Restricted days of four sorts that nothing justifies, a list and no sum: `no_statutory_basis` (no"
        " sanction of the day names a statute), `protected` (rest on protected conduct), `others` (fall on people in"
        " somebody else's stead), `after_paid` (an entry stood whose debt or duty was met), per 1,000 people and year.",
        formula="1,000 × days of each sort / subject-years",
        unit=f"days {PER_1000}",
        denominator="subject-years: everybody in the population times the days of the run over 365",
        rests_on="the bases that the scheme file states; protected conduct, ties, and debts met in the world",
        cannot_say="one day can be of several sorts, so they do not add up. Where a sanction states no basis, the range"
        " reaches from a statute to none. Whether a restriction is unjustified is a question of law: these are"
        " indicators",
        source=_ART_5,
    ),
)
