"""Definitions of what a scheme does against people: wrongful and protected entries and days and publicity."""

from __future__ import annotations

from xinyong.audit.definition import PER_1000, SHARE, Definition

_WRONGFUL = (
    "wrongful: the facts, or the scheme's own rules, were broken. It does not mean that the rule is unjust: one that "
    "punishes lawful conduct without error has no wrongful entry"
)
_RATES_OF_ERROR = "the world's rates of misattribution, misclassification and false report, purge and desk delays"
_SUBJECT_YEARS = "subject-years: everybody in the population times the days of the run over 365"

WRONGFUL = (
    Definition(
        name="wrongful_entries_share",
        definition="Of the entries that count against somebody, the share that is mistaken (about someone else's "
        "act, about no act, or about a lawful or milder act) or overdue (right, but kept after the "
        "scheme's own rules end it).",
        formula="(adverse entries with a cause other than true + true adverse entries that became overdue) "
        "/ adverse entries",
        unit=SHARE,
        denominator="adverse entries",
        rests_on=_RATES_OF_ERROR,
        cannot_say=_WRONGFUL,
    ),
    Definition(
        name="wrongful_restricted_share",
        definition="Of the days on which a sanction binds somebody, the share on which at least one sanction would "
        "not bind had the same rules seen rightful entries only.",
        formula="wrongful restricted days / restricted days, both summed over people",
        unit=SHARE,
        denominator="restricted days (a sanction binds, whether or not the service is asked for)",
        rests_on=f"{_RATES_OF_ERROR}; tiers, lists and terms of the scheme",
        cannot_say=_WRONGFUL,
    ),
    Definition(
        name="wrongful_restricted_days",
        definition="Days on which at least one sanction binds that would not bind had the same rules seen rightful "
        "entries only, per 1,000 people and year.",
        formula="1,000 × wrongful restricted days / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on=f"{_RATES_OF_ERROR}; tiers, lists and terms of the scheme",
        cannot_say=_WRONGFUL,
    ),
    Definition(
        name="clean_ever_restricted_share",
        definition="Of the people with no scored misdeed of their own in the run, the share restricted on at "
        "least one day.",
        formula="people restricted at least once and without a scored misdeed / people without a scored misdeed",
        unit=SHARE,
        denominator="people none of whose own misdeeds became an adverse entry of theirs during the run",
        rests_on=f"{_RATES_OF_ERROR}; rules on protected and lawful conduct; the length of the run",
        cannot_say="grows with the length of the run; people restricted for protected or lawful conduct count as "
        "clean here, because what they did was no misdeed",
    ),
)

HARMS = (
    *WRONGFUL,
    Definition(
        name="restricted_people_share",
        definition="The share of people restricted on at least one day: a sanction bound them, whether or not they "
        "asked for the service.",
        formula="people restricted at least once / people",
        unit=SHARE,
        denominator="everybody in the population",
        rests_on="conduct and observation in the world; points, tiers and lists of the scheme; the length of the run",
        cannot_say="says nothing about how long or how hard; grows with the length of the run",
    ),
    Definition(
        name="restricted_days",
        definition="Days on which at least one sanction binds somebody, per 1,000 people and year.",
        formula="1,000 × restricted days / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="conduct and observation in the world; points, tiers, lists and terms of the scheme",
        cannot_say="a day under a light sanction counts as much as a day under many",
    ),
    Definition(
        name="protected_restricted_days",
        definition="Restricted days that rest on protected conduct: a sanction binds that would not bind without the"
        " entries whose true act is covered by a right, per 1,000 people and year.",
        formula="1,000 × days that the account without protected entries does not restrict so / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="how often protected acts are done and recorded; the rules that name them or acts they are taken for",
        cannot_say="most such days are not wrongful: the rule was applied as written. Which right covers an act is "
        "fixed by its kind, not by the scheme",
        source="ICCPR 12, 17-19, 21-23, 25; CEDAW 16; Constitution of the PRC 35, 36, 41; docs/glossary.md",
    ),
    Definition(
        name="joint_restricted_days",
        definition="Restricted days that neither the wrongful nor the protected entries explain alone, but both "
        "together do, per 1,000 people and year.",
        formula="1,000 × joint days / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the same as the wrongful and the protected days",
        cannot_say="is part of neither of the two other figures; the three, less `twofold_restricted_days`, add up to "
        "the days that either cause explains",
    ),
    Definition(
        name="twofold_restricted_days",
        definition="Restricted days that are both: wrongful, and resting on protected conduct, per 1,000 people and "
        "year. Each cause alone explains a sanction of the day.",
        formula="1,000 × days counted as wrongful and as resting on protected conduct / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the same as the wrongful and the protected days; most are protected acts taken for misdeeds",
        cannot_say="is part of both of the two other figures, and no third kind of harm",
    ),
    Definition(
        name="rightful_restricted_days",
        definition="Restricted days that are neither wrongful nor rest on protected conduct, alone or together, per "
        "1,000 people and year.",
        formula="1,000 × (restricted − wrongful − protected − joint + twofold days) / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="conduct and observation in the world; points, tiers, lists and terms of the scheme",
        cannot_say="rightful: the facts were right and the scheme's own rules were kept. It does not mean that the "
        "rule is just, or the burden in proportion",
        sense="neither",
    ),
    Definition(
        name="others_restricted_days",
        definition="Restricted days that fall on people in somebody else's stead: a sanction binds that would not bind"
        " without the rows of a list that a tie (household, kin, legal representative) brought them from somebody"
        " else, per 1,000 people and year; the part `TIE` counts those of people whom this tie alone reached, `several`"
        " those of people whom several did.",
        formula="1,000 × days that the account without rows brought by a tie does not restrict so / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the scheme's clauses on ties; the sizes of households and other ties of the world; how often people"
        " are listed",
        cannot_say="most such days are not wrongful: the rule was applied as written. A day on which the person's own"
        " entries bring the same sanction is not among them. What a sanction on one person costs others who are on no"
        " list (a child kept out of a school, say) is not counted here",
    ),
    Definition(
        name="idle_restricted_days",
        definition="Restricted days of people who did nothing: no act of theirs, bad, good or lawful, became an entry"
        " of theirs or of anybody's in the run, per 1,000 people and year.",
        formula="1,000 × restricted days of those in whose lives no record behind an entry began / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on=f"{_RATES_OF_ERROR}; the scheme's clauses on ties; sanctions where everybody starts",
        cannot_say="an act that nobody recorded leaves no entry, so people who did what a rule names and were not seen"
        " are among them; so are people restricted for what they did before the run. `clean_ever_restricted_share` also"
        " counts people as clean who did something that is no misdeed",
    ),
    Definition(
        name="punished_protected",
        definition="Protected acts that became an adverse entry of anybody, per 1,000 people and year.",
        formula="1,000 × distinct protected acts behind adverse entries / subject-years",
        unit=f"acts {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="how often protected acts are done and recorded; the rules that name them or acts they are taken for",
        cannot_say="counts what was punished, not what was left undone out of fear: that is `forgone`",
        source="ICCPR 12, 17-19, 21-23, 25; CEDAW 16; Constitution of the PRC 35, 36, 41; docs/glossary.md",
    ),
    Definition(
        name="lost_reward_days",
        definition="Days without a reward that would have been the person's had the rules seen rightful entries "
        "only, per 1,000 people and year.",
        formula="1,000 × lost-reward days / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on=f"{_RATES_OF_ERROR}; the rewards of the scheme",
        cannot_say="a day counts once, however many rewards are lost on it",
    ),
    Definition(
        name="negative_items",
        definition="Entries that count against somebody, per 1,000 people and year.",
        formula="1,000 × adverse entries / subject-years",
        unit=f"entries {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="conduct and observation in the world; which acts the scheme scores",
        cannot_say="a published count of items is a lower bound: lists show what an office chose to print",
        sense="neither",
    ),
    Definition(
        name="names_published",
        definition="People who had at least one entry published, per 1,000 people and year.",
        formula="1,000 × people with a published entry / subject-years",
        unit=f"people {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the scheme's clauses on publicity; its adverse entries",
        cannot_say="each person counts once, however often or long they were published",
    ),
    Definition(
        name="shown_after_end_days",
        definition="Days on which an entry was shown in public after it had ended, per 1,000 people and year; entries"
        " shown at once add up.",
        formula="1,000 × sum over published entries of the days from the later of end and publication until it is shown"
        " no more, or until the run ends / subject-years",
        unit=f"days {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the terms of entries and of publications; reversals and repairs",
        cannot_say="what others keep of what was shown once: pictures, copies, memory",
    ),
    Definition(
        name="people_fallen",
        definition="People who on at least one day stood in a tier worse than the one everybody starts in, per 1,000"
        " people and year; the part `TIER` counts those who fell to that tier or a worse one.",
        formula="1,000 × people who stood below the start tier at least once / subject-years",
        unit=f"people {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="points, validity and tiers of the scheme; how conduct and records concentrate on few people",
        cannot_say="each person counts once, so a longer run gives a lower figure per year",
        sense="neither",
    ),
)
