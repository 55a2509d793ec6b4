"""In which domain, or social context, a record begins and a service belongs: a closed list, and each kind's domain.

The European rule against social scoring asks whether somebody is treated worse "in social contexts that are unrelated
to the contexts in which the data was originally generated or collected" (Regulation (EU) 2024/1689, Art. 5(1)(c)(i)).
It names no contexts, so this list is ours. It is decided here, once, so that no scheme can widen a domain until
everything is related to everything:

- A domain is a part of life with rules and offices of its own, as a person meets it: the road, the bank, the school.
  It is neither an office (one office may reach into many) nor a channel (a camera sees a road and a square).
- Where two are often joined by law, as a debt and a new loan, they are one: calling them unrelated would be a false
  alarm. Where the join is what the schemes under study invented, as a debt and a flight, they are two.
- Speech, faith, petitions, assemblies and associations are one domain of their own, whatever a scheme calls them.
- A kind that says nothing about where it happens (a fraud, a crime, an obstruction) has no domain here; the world says
  it of the act. What nobody says is counted as not placed, and neither as related nor as unrelated.

A world places its services, and its acts where the kind does not or where they happen elsewhere (smoking on a train).
"""

from __future__ import annotations

from typing import Literal

Domain = Literal[
    "roads", "travel", "borders", "credit", "trade", "public-money", "work", "public-office", "welfare", "housing",
    "schooling", "health", "family", "leisure", "online", "public-space", "civic-life", "justice", "counters",
]  # fmt: skip

DOMAINS: dict[Domain, str] = {
    "roads": "driving, walking and cycling in traffic, and the right to drive",
    "travel": "planes, trains, buses and hired bicycles, on board and in their stations",
    "borders": "leaving and entering a country, visas and residence permits",
    "credit": "what people owe each other: loans, cards, bills, judgments about debts, deposits",
    "trade": "running a business: goods, permits, fair dealing, pollution",
    "public-money": "taxes and social insurance, grants, tenders and public funds",
    "work": "jobs and the conditions of work",
    "public-office": "holding an office or standing for one, promotion and service in Party, army and administration",
    "welfare": "aid and relief for those in need",
    "housing": "a home to buy or to rent",
    "schooling": "a place at school; those who need one are children of the adults in these worlds",
    "health": "care, and giving blood",
    "family": "parents, children, marriage, quarrels at home",
    "leisure": "restaurants, hotels, sport, cars and other things that nobody needs to live",
    "online": "platforms, games, reviews and the line itself",
    "public-space": "streets and neighbourhoods: litter, noise, dogs, helping each other",
    "civic-life": "faith, speech, petitions, assemblies, associations, and what one says about others",
    "justice": "courts and their orders, police, theft and violence",
    "counters": "counters of the administration that any errand may lead to",
}
"""Every domain, with what belongs to it."""

OF_KINDS: dict[str, Domain] = {
    "debt-default": "credit",
    "late-payment": "credit",
    "unpaid-bill": "credit",
    "repayment": "credit",
    "tax-arrears": "public-money",
    "fakes": "trade",
    "pollution": "trade",
    "illegal-stall": "trade",
    "bribery": "public-office",
    "traffic-offence": "roads",
    "drunk-driving": "roads",
    "jaywalking": "roads",
    "theft": "justice",
    "violence": "justice",
    "court-ruling": "justice",
    "vandalism": "public-space",
    "littering": "public-space",
    "noise": "public-space",
    "stray-dog": "public-space",
    "smoking": "public-space",
    "volunteering": "public-space",
    "charity": "public-space",
    "cleaning-up": "public-space",
    "recycling": "public-space",
    "rescue": "public-space",
    "commended-work": "work",
    "blood-donation": "health",
    "neglect-of-kin": "family",
    "childbirth": "family",
    "private-life": "family",
    "no-show": "leisure",
    "leisure": "leisure",
    "fake-review": "online",
    "game-cheating": "online",
    "false-accusation": "civic-life",
    "worship": "civic-life",
    "criticism": "civic-life",
    "petition": "civic-life",
    "gathering": "civic-life",
    "membership": "civic-life",
    "travel": "travel",
}
"""The domain of a kind of act, where the kind says it."""

UNPLACED_KINDS = ("fraud", "crime", "obstruction", "house-rule")
"""Kinds that happen anywhere: only the world knows where."""
