"""Definitions of how standing moves over time, and of officials against residents."""

from __future__ import annotations

from xinyong.audit.definition import SHARE, Definition

TIME = (
    Definition(
        name="hardship_spiral",
        definition="Of the people whose first restriction ended, the share restricted again within a year; the part"
        " `while_restricted` is, of the entries for debts and bills their recipients left unpaid, the share left so on"
        " a restricted day.",
        formula="1 − Kaplan-Meier estimate at 365 days of the time from the end of the first restriction to the next;"
        " who was not restricted again when the watch stopped is censored there",
        unit=SHARE,
        denominator="people with an entry whose first restriction ended in the run",
        rests_on="how unequal people are in what they do, and how it is seen; points, terms and tiers of the scheme;"
        " in the scenario `hardship`, how much oftener debts and bills go unpaid under a sanction",
        cannot_say="only in the scenario `hardship` does a restriction make the next one likelier; in any other, people"
        " come back because they do the same as before. Spells are read back from entries, and people whose days do not"
        " add up are left out",
        source="Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; docs/glossary.md",
    ),
    Definition(
        name="score_mobility",
        definition="Of the people who stood in the worst tier at the end of one year of the run, the share in a better"
        " one at the end of the next; the parts `from-TIER.to-TIER` are the whole table of moves.",
        formula="people in the worst tier at the end of a year and in a better one a year later / people in the worst"
        " tier at the end of a year, over all years but the last",
        unit=SHARE,
        denominator="people in the tier at the end of a year, each year anew",
        rests_on="points, validity and tiers of the scheme; how conduct and records concentrate on few people",
        cannot_say="two looks a year apart miss moves between them. A year ends with the last window that ends in it",
        sense="neither",
    ),
    Definition(
        name="entry_half_life_days",
        definition="Days after which half of the entries against people were half gone: ended by term, reversal or"
        " repair, or, where a score decays, half of their points worked off.",
        formula="median of the Kaplan-Meier curve; entries still whole at the end of the run or of the scheme are"
        " censored there",
        unit="days",
        denominator="adverse entries",
        rests_on="validity, decay, repair and objection clauses; the length of the run",
        cannot_say="an entry that ends loses all of its points at once. What others keep of it, such as copies, is not"
        " in it, nor how long the record itself is kept",
        source="Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; docs/glossary.md",
    ),
    Definition(
        name="spent_entries_share",
        definition="Of the entries that count against somebody, the share that no longer counted at the end of the"
        " run; the part `still_shown` was shown in public all the same.",
        formula="adverse entries that had ended / adverse entries",
        unit=SHARE,
        denominator="adverse entries",
        rests_on="validity, repair and objection clauses; terms of publication; the length of the run",
        cannot_say="entries made late in the run had little time to end",
        sense="neither",
    ),
)

COMPARED = (
    Definition(
        name="officials_against_residents",
        definition="How many times as likely officials are to be restricted on at least one day as residents; the parts"
        " `restricted_days` and `wrongful_days` compare days per person and year, `accountability` the share of their"
        " own misdeeds named by a rule that became an entry of theirs.",
        formula="share of officials ever restricted / share of residents ever restricted",
        unit="ratio",
        denominator="the same figure for residents",
        rests_on="everything that differs between the two: conduct, rules, observation, error, remedy; for"
        " `accountability`, how much of what officials do each channel records",
        cannot_say="says that outcomes differ, not why. Below 1 in `accountability`, the same misdeed is entered less"
        " often when an official does it, as the world was told",
        sense="neither",
    ),
)
