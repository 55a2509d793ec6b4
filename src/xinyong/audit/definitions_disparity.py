"""Definitions of how unequally a scheme falls on groups: four versions of the comparison, and what makes it up."""

from __future__ import annotations

from xinyong.audit.definition import PER_1000, Definition

_SMALL = "groups under 10 people are not shown"
_THE_SAME = "the same figure for everybody outside the group"
_RATES_OF_ERROR = "the world's rates of misattribution, misclassification and false report, purge and desk delays"

DISPARITY = (
    Definition(
        name="disparity_as_it_falls",
        definition="How many times as likely the group is to be restricted on at least one day as everybody else, as"
        " it falls; the part `restricted_days` compares restricted days per person and year.",
        formula="share of the group ever restricted / share of everybody else ever restricted",
        unit="ratio",
        denominator=_THE_SAME,
        rests_on="everything that differs between the groups: conduct, rules, observation, error, remedy",
        cannot_say=f"says that outcomes differ, not why; {_SMALL}",
    ),
    Definition(
        name="disparity_same_acts",
        definition="The same comparison among people with the same record: how many misdeeds of their own, protected by"
        " no right, became an adverse entry of theirs (none, 1, 2, 3 or 4, 5 or more), and how heavy a penalty ordinary"
        " law sets for the gravest. The part `restricted_days` compares restricted days per person and year.",
        formula="sum over records of mix × share of the group ever restricted / sum over records of mix × share of"
        " everybody else ever restricted; mix: the share of a record among the people of both together. Records that"
        " only one side has are left out of both sums and of the mix, and the caveat says how many people had them",
        unit="ratio",
        denominator="the same standardised figure for everybody outside the group",
        rests_on="what differs between the groups other than scored misdeeds: rules on protected and lawful conduct,"
        " error, remedy; and how much of what they did was seen, since the record holds only that",
        cannot_say="the same record is not the same conduct: where one group is watched more, it did less"
        f" for the same record; {_SMALL}",
    ),
    Definition(
        name="disparity_error_only",
        definition="How many times as many mistaken entries the group gets per person and year as everybody else; "
        "the part `clean_restricted` compares the share ever restricted among people with no scored "
        "misdeed.",
        formula="mistaken adverse entries per subject-year of the group / the same of everybody else",
        unit="ratio",
        denominator=_THE_SAME,
        rests_on=_RATES_OF_ERROR,
        cannot_say=f"leaves out harm done by rules applied without error; {_SMALL}",
    ),
    Definition(
        name="disparity_added",
        definition="How many times as large the inequality is when it leaves the scheme as when it enters: the ratio of"
        " outcomes over the ratio of what was observed. 1: the scheme hands on what the registers saw; 2.5: twice the"
        " observation became five times as many people restricted. The part `restricted_days` takes restricted days as"
        " the outcome.",
        formula="disparity_as_it_falls / (records of acts that an adverse rule names, per subject-year of the group /"
        " the same of everybody else)",
        unit="ratio",
        denominator="the ratio of records of acts that count against people, group over everybody else",
        rests_on="thresholds, terms, repeats and lists of the scheme; how records gather on few people",
        cannot_say="what was observed is taken as it is: that one group is watched more, or does more, is in the"
        f" denominator; {_SMALL}",
    ),
    Definition(
        name="disparity_difference",
        definition="Restricted days of the group per 1,000 people and year, less those of everybody else. Its parts add"
        " up to it: `conduct` (misdeeds done), `exposure` (how much of what was done is recorded), `error` (entries"
        " whose facts are wrong), `remedy` (how much of its term an entry stands: correction, repair, payment, entries"
        " kept too long), and `rule` (all the rest: what the rules make of records, rows that a tie brought, and every"
        " difference in conduct that is no misdeed: protected conduct is always booked here).",
        formula="days per subject-year = sum over sources of entries of (acts / subject-year × acts seen / act ×"
        " records of the sort / act seen × entries / record × days of their terms / entry × days stood / day of term ×"
        " restricted days / day stood);"
        " each factor belongs to one part, and a part is its Shapley share of the difference: the mean, over every"
        " order of the five parts, of what it changes when it goes from everybody else's value to the group's",
        unit=f"days {PER_1000}",
        denominator="subject-years: the people of the group times the days of the run over 365",
        rests_on="the true act behind every entry; acts taken and recorded, by stratum; the days of each person, shared"
        " out over the person's entries by how long they stood",
        cannot_say="an account, not a cause: what rules would do to a group that did something else, a comparison of"
        f" schemes tells; the range of luck is not worked out; {_SMALL}",
        source="Shapley 1953, doi:10.1515/9781400881970-018; defined by this laboratory, docs/decisions",
        sense="neither",
    ),
)
