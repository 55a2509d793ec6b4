"""Definitions of how people were told, heard and put right."""

from __future__ import annotations

from xinyong.audit.definition import PER_1000, SHARE, Definition

_SUBJECT_YEARS = "subject-years: everybody in the population times the days of the run over 365"
_OBJECTING = "the world's shares of people who object, by whether the entry is mistaken; the reach of notices"

PROCEDURE = (
    Definition(
        name="never_told_share",
        definition="Of the people restricted on at least one day, the share to whom no notice came and who were "
        "refused nothing by the end of the run: nothing ever told them.",
        formula="restricted people without notice and without a refusal / restricted people",
        unit=SHARE,
        denominator="people restricted on at least one day",
        rests_on="the scheme's notice clause; the reach of its means; how often people ask for the services",
        cannot_say="a notice that reached its reader counts as told, whatever it said; people told after the "
        "run are not seen",
    ),
    Definition(
        name="told_by_refusal_share",
        definition="Of the people restricted on at least one day, the share to whom no notice came and whom a "
        "refusal told.",
        formula="restricted people without notice who were refused at least once / restricted people",
        unit=SHARE,
        denominator="people restricted on at least one day",
        rests_on="the scheme's notice clause; the reach of its means; how often people ask for the services",
        cannot_say="a refusal tells that there is something, not what it is",
    ),
    Definition(
        name="mistaken_days_stood",
        definition="Days a mistaken entry stood, from the day it was entered to its removal: the time by which half "
        "of them were gone, entries still standing at the end counted as censored.",
        formula="median of the Kaplan-Meier curve; an entry ended by expiry, reversal or repair was removed, one "
        "that stood at the end of the run or of the scheme is censored there",
        unit="days",
        denominator="adverse entries with a cause other than true",
        rests_on="validity, objection and repair clauses; notice; desk capacity and delays; the length of the run",
        cannot_say="says nothing about entries in the long tail; it is not the time to a correction, since many "
        "mistaken entries are never corrected and only lapse",
        source="Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; Brookmeyer and Crowley 1982, "
        "doi:10.2307/2530286",
    ),
    Definition(
        name="ever_corrected_share",
        definition="Of the mistaken entries that count against somebody, the share reversed on an objection by the "
        "end of the run.",
        formula="mistaken adverse entries whose objection was upheld / mistaken adverse entries",
        unit=SHARE,
        denominator="adverse entries with a cause other than true",
        rests_on=f"{_OBJECTING}; desk capacity, delays and its share of right decisions",
        cannot_say="entries made late in the run had little time to be corrected",
        sense="benefit",
    ),
    Definition(
        name="objections_filed",
        definition="Objections filed, in time or late, per 1,000 people and year.",
        formula="1,000 × objections filed / subject-years",
        unit=f"objections {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on=_OBJECTING,
        cannot_say="few objections may mean few errors, or that nobody was told, or that nobody dared",
        sense="neither",
    ),
    Definition(
        name="objections_decided",
        definition="Objections decided by the end of the run, per 1,000 people and year.",
        formula="1,000 × decisions that arrived / subject-years",
        unit=f"objections {PER_1000}",
        denominator=_SUBJECT_YEARS,
        rests_on="objections filed in time; desk capacity and delays",
        cannot_say="those still waiting at the end of the run are not among them",
        sense="neither",
    ),
    Definition(
        name="objections_late_share",
        definition="Of the objections filed, the share filed after the scheme's own time limit, which nobody decides.",
        formula="objections filed late / objections filed",
        unit=SHARE,
        denominator="objections filed",
        rests_on="the time limit and what it counts from; when people learn of their entries",
        cannot_say="leaves out people who knew that it was too late and did not file",
    ),
    Definition(
        name="reversed_share",
        definition="Of the objections decided, the share decided for the person.",
        formula="decisions that reversed the entry / decisions",
        unit=SHARE,
        denominator="objections decided by the end of the run",
        rests_on="the desk's shares of mistaken and of right entries it reverses; who objects",
        cannot_say="a low share may mean good entries or a desk that does not look",
        sense="benefit",
    ),
    Definition(
        name="backlog",
        definition="Objections and requests for review that wait for their decision at the end of the run, per 1,000"
        " people; parts: the most that waited at the end of any window (`peak`), and by how many the queue grew in"
        " either half of the run (`first_half`, `second_half`).",
        formula="1,000 × (filed in time − decided, up to the end of a window) / people",
        unit="objections per 1,000 people",
        denominator="everybody in the population",
        rests_on=f"{_OBJECTING}; desk capacity, sittings and delays",
        cannot_say="a decision on its way still waits. Every queue grows at first; one that grows in the second half as"
        " it did in the first is not kept up with, and waits grow with the length of the run",
    ),
    Definition(
        name="access_gap",
        definition="Of the people with an entry against them, the largest difference between two levels of one trait"
        " that stands for access (age, reading, being online, income) in the share told by a notice, or that objected"
        " in time, or, of those answered, was put right; parts by step, and by step and trait.",
        formula="highest share among the levels of a trait − lowest; of all traits and steps the largest",
        unit=SHARE,
        denominator="people with an entry against them; for `reversed`, those of them with a decision",
        rests_on="the reach of notices and who objects, by group, in the world; the scheme's notice and time limit",
        cannot_say="the largest of several differences is never below zero, and luck alone makes one among few people;"
        " levels with fewer than 10 people at a step are left out. Who reads a notice is an input of the world",
    ),
)
