"""Definitions of what the scheme changed in conduct, for better or worse: the same lives with and without it."""

from __future__ import annotations

from xinyong.audit.definition import PER_1000, SHARE, Definition

_SUBJECT_YEARS = "subject-years: everybody in the population times the days of the run over 365"
_STORY = "the response scenario: perceived certainty and elasticity, alike for misdeeds, good deeds and protected acts"
_EVIDENCE = (
    "how strongly people respond is taken from studies of policing and of surveillance elsewhere, not of this scheme; "
    "show it at the low, middle and high cited value"
)

CONDUCT = (
    Definition(
        name="prevented",
        definition="Misdeeds taken without the scheme less misdeeds taken under it, the same lives, per 1,000 people"
        " and year; parts by the severity of the ordinary penalty and by who is spared.",
        formula="1,000 × (misdeeds deterred − misdeeds provoked) / subject-years, counted act by act",
        unit=f"acts {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on=_STORY,
        cannot_say=f"{_EVIDENCE}. Displaced acts are not prevented. Where the range includes zero: none shown",
        sense="benefit",
    ),
    Definition(
        name="displaced",
        definition="Acts done all the same, but where no channel looks, per 1,000 people and year.",
        formula="1,000 × acts moved / subject-years, in the response scenario `evasion`",
        unit=f"acts {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the share of costly acts that people move, which is assumed",
        cannot_say="is asked for in one scenario only; in the others nothing moves, so that what they show as recorded "
        "is an upper bound. Displaced misdeeds are not prevented",
        sense="neither",
    ),
    Definition(
        name="recorded_misdeeds",
        definition="Records of misdeeds, right or wrong, per 1,000 people and year; it stands beside `prevented`.",
        formula="1,000 × records of acts that harm others / subject-years",
        unit=f"records {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="conduct and observation in the world",
        cannot_say="a change in what is recorded is not a change in what is done",
        sense="neither",
    ),
    Definition(
        name="encouraged",
        definition="Good deeds taken under the scheme and not without it, per 1,000 people and year: those done "
        "anyway are left out.",
        formula="1,000 × good deeds added / subject-years, counted act by act",
        unit=f"acts {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on=_STORY,
        cannot_say=f"{_EVIDENCE}. A deed done for points is counted like any other",
        sense="benefit",
    ),
    Definition(
        name="discouraged",
        definition="Good deeds taken without the scheme and not under it, per 1,000 people and year.",
        formula="1,000 × good deeds left undone / subject-years, counted act by act",
        unit=f"acts {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on=_STORY,
        cannot_say=_EVIDENCE,
    ),
    Definition(
        name="provoked",
        definition="Misdeeds taken under the scheme and not without it, per 1,000 people and year; `prevented`"
        " is net of them.",
        formula="1,000 × misdeeds added / subject-years, counted act by act",
        unit=f"acts {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on=_STORY,
        cannot_say=_EVIDENCE,
    ),
    Definition(
        name="judgments_paid",
        definition="Debts and duties met because an entry put their debtor under a sanction, that would not have been "
        "met, per 1,000 people and year; `days_sooner` has no value.",
        formula="1,000 × debts met under a sanction / subject-years",
        unit=f"debts {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the world's share of people who pay under a sanction and would not have paid, and how soon they do",
        cannot_say="whether they paid out of what they had or what they borrowed. Nobody is said to pay sooner: those "
        "who would have paid anyway keep their day",
        sense="benefit",
    ),
    Definition(
        name="forgone",
        definition="Protected acts taken without the scheme and not under it, as a share of those taken without; "
        "parts by right, by whether a rule names the act, while the scheme governs (`during`), and in the months that"
        " end 1, 4 and 12 months after it.",
        formula="protected acts left undone / protected acts taken without the scheme, counted act by act",
        unit=SHARE,
        denominator="protected acts taken without the scheme",
        rests_on=_STORY,
        cannot_say=f"an echo of the response scenario: {_EVIDENCE}. No scenario lets fear outlast the scheme, so what"
        " is forgone after its end is what was put in. Acts punished are counted by `punished_protected`",
        source="ICCPR 12, 17-19, 21-23, 25; CEDAW 16; Constitution of the PRC 35, 36, 41; docs/glossary.md",
    ),
)

FAVOURS = (
    Definition(
        name="deposits_waived",
        definition="Requests met without the deposit, fee or guarantee that others leave, per 1,000 people and year.",
        formula="1,000 × requests at services with a waiver, met for people with the reward / subject-years",
        unit=f"requests {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the rewards of the scheme; who stands in the tiers and on the lists that carry them; how often"
        " people ask",
        cannot_say="how much money it is, and whether the one who waives it bears a loss",
        sense="benefit",
    ),
    Definition(
        name="granted_instead",
        definition="Requests granted to favoured people, at services with less room than requests, beyond those that"
        " the lot would have granted without the scheme, per 1,000 people and year; parts by service; `waiting_saved`"
        " has no value.",
        formula="1,000 × (favoured requests granted − favoured requests × share of requests with room without the"
        " scheme) / subject-years",
        unit=f"requests {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="the quota of the service and how many ask for it; the rewards of the scheme",
        cannot_say="what the favoured gain others lose: there is no more room than before. Where there is room for"
        " all, a reward at a service grants nobody anything that they would not have had",
        sense="neither",
    ),
)
