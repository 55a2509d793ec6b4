"""The part of a report on sensitivity and calibration: the model beside what was published, and what no published
aggregate could tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.audit.courses import read_published
from xinyong.audit.targets import read_targets
from xinyong.files.catalogue import shipped
from xinyong.report.basis import assumed_numbers
from xinyong.report.content import Bullets, Paragraph, Section, Text, strong, text
from xinyong.report.material import Material
from xinyong.report.nation import nation_section
from xinyong.report.numbers import whole
from xinyong.report.published import published_section
from xinyong.report.say import HERE
from xinyong.scheme.clauses import Rule

MOST_NAMED = 3
NOTHING_PUBLISHED = (
    "Nothing that a run could be held against was found published about this scheme or this world. So none of the "
    "figures above has met a count from outside, and none is calibrated."
)
LEAD = (
    "Nothing was fitted by machine. Which assumed values move which figure most is in the part on what is assumed; "
    "here stands what the model gives beside published counts, and what such counts leave open however many there were."
)


def sensitivity_section(material: Material) -> Section:
    """Return the part: published counts beside the model, and what published aggregates cannot identify."""
    held = [one for one in (published_section(material), nation_section(material)) if one is not None]
    blocks: list[Paragraph | Bullets] = [Paragraph(text(LEAD))]
    if not held:
        blocks.append(Paragraph(text(NOTHING_PUBLISHED)))
    left = tuple(left_open(material))
    if left:
        blocks += [Paragraph(text(strong("What published aggregates cannot tell apart."))), Bullets(left)]
    return Section("sensitivity", "Sensitivity, and what published counts leave open", tuple(blocks), tuple(held),
                   tells="source")  # fmt: skip


def left_open(material: Material) -> Iterator[Text]:
    """Yield what no published count could tell apart, as far as the files show it."""
    n_counts = _published(material)
    n_assumed = len(assumed_numbers(material.scheme)) + len(assumed_numbers(material.world))
    if n_assumed:
        counts = f"{whole(n_counts)} published counts stand beside {whole(n_assumed)} assumed values"
        yield text(f"{counts} of the synthetic place and its scheme: very many sets of values give the same counts.")
    products = _products(material)
    if products:
        named = ", ".join(f"“{name}”" for name in products[:MOST_NAMED])
        more = f", and of {whole(len(products) - MOST_NAMED)} more" if len(products) > MOST_NAMED else ""
        yield text(
            f"How often something is done, and how much of it is noticed: of {named}{more} both are assumed. A count "
            "of records shows only their product: twice the acts, half as often noticed, look alike."
        )
    if any(channel.misattributed.value for channel in material.world.channels):
        yield text("How many records name the wrong person: a published list does not say which of its names are "
                   "wrong, so no count of listed people shows it.")  # fmt: skip
    if material.world.deterrence is not None:
        yield text("How people respond: counts from the time of a scheme do not say what would have been done without "
                   f"it. That is why scenarios stand side by side {HERE} and none is preferred.")  # fmt: skip
    if material.recipe.unknown:
        yield text(f"Clauses that nobody published ({', '.join(material.recipe.unknown[:MOST_NAMED])}"
                   f"{' …' if len(material.recipe.unknown) > MOST_NAMED else ''}): both ends were played, and no count "
                   "decides between them.")  # fmt: skip


def _published(material: Material) -> int:
    """Return how many published counts there are of the scheme and of the world."""
    name = material.scheme.scheme
    targets = read_targets(name) if name in shipped("scheme") else None
    courses = read_published(material.world.world)
    found = len(targets.counts) if targets is not None else 0
    return found + sum(len(course.counts) for course in courses.courses) if courses is not None else found


def _products(material: Material) -> list[str]:
    """Return the names of acts that a rule names, of which both the rate and some channel's sight are assumed."""
    named = {rule.act for rule in _rules(material)}
    seen = {one.act for one in material.world.sights if one.share.grade == "assumed"}
    return [act.name.en for act in material.world.acts
            if act.id in named & seen and act.rate.grade == "assumed"]  # fmt: skip


def _rules(material: Material) -> Iterator[Rule]:
    for scheme in (material.recipe.scheme, *material.recipe.members.values()):
        yield from scheme.rules
