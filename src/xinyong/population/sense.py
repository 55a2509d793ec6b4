"""What a world file must make sense of as a whole: everything that no single entry can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from xinyong.files.complaints import Finding
from xinyong.files.document import Spot
from xinyong.files.evidence import Cited
from xinyong.files.quantities import quantity_findings
from xinyong.files.records import Declared
from xinyong.files.references import once, refer, refer_one, sources_listed
from xinyong.files.unknowns import same_ends
from xinyong.population.asked import WORLD_PLACES
from xinyong.population.conduct import valence_of
from xinyong.population.encounters import encounter_findings
from xinyong.population.family import field_of
from xinyong.population.mix import mix_findings
from xinyong.population.world import World
from xinyong.vocabulary import RESPONSES, code_of

MAX_SERVICES = 64
MAX_IMPORTS = 1000
_PER_YEAR = {"per year": Fraction(1), "per 1000 per year": Fraction(1, 1000)}


def world_findings(world: World, declared: Declared) -> Iterator[Finding]:
    """Yield everything that is wrong with a world of the right shape, in no particular order."""
    yield from quantity_findings(world, WORLD_PLACES)
    yield from same_ends(world)
    yield from mix_findings(world, declared)
    for name in ("acts", "channels", "imports", "registers", "services", "means", "desks", "ties", "targeting"):
        yield from once(name, getattr(world, name))
    for name in ("acts", "channels", "imports", "registers", "services"):
        yield from _codes_differ(name, getattr(world, name))
    yield from _acts(world, declared)
    yield from _channels(world, declared)
    yield from _sights(world, declared)
    yield from _imports(world, declared)
    yield from _targeting(world, declared)
    yield from _ties(world)
    yield from encounter_findings(world)
    if len(world.services) > MAX_SERVICES:
        message = f"found {len(world.services)} services, expected at most {MAX_SERVICES}"
        yield Finding(("services", MAX_SERVICES), message, "join some")
    yield from _stories(world)
    yield from sources_listed(world, declared.of("sources"))


def _ties(world: World) -> Iterator[Finding]:
    for place, tie in enumerate(world.ties):
        for key, levels in (("from", tie.from_), ("to", tie.to)):
            for trait, level in levels.items():
                spot = ("ties", place, key, trait)
                if trait not in world.traits:
                    yield from refer_one(spot, trait, world.traits, what="traits")
                else:
                    yield from refer_one(spot, level, world.traits[trait], what=f"levels of `{trait}`")
        if tie.sort != "legal-representative" and tie.size.value < 2:
            message = f"found a {tie.sort} of {tie.size.value:g}, expected at least 2 people"
            yield Finding(("ties", place, "size", "value"), message, "it counts the subject too")


def _stories(world: World) -> Iterator[Finding]:
    """Each further story of response is deterrence and one thing more."""
    for name in (field_of(response) for response in RESPONSES[2:]):
        if getattr(world, name) is not None and world.deterrence is None:
            message = f"found `{name}` without `deterrence`, expected both"
            yield Finding(
                (name,), message, "say how people weigh the risk; an elasticity of 0 lets them answer to nothing"
            )


def _codes_differ(name: str, items: tuple[object, ...]) -> Iterator[Finding]:
    """Two ids of one sort must not share the code under which their draws are addressed."""
    by_code: dict[int, str] = {}
    for place, item in enumerate(items):
        ident: str = getattr(item, "id")  # noqa: B009  # acts, channels and services alike
        other = by_code.setdefault(code_of(ident), ident)
        if other != ident:
            message = f"found `{ident}`, whose code is that of `{other}` by chance"
            yield Finding((name, place, "id"), message, "give one of them another id")


def _acts(world: World, declared: Declared) -> Iterator[Finding]:
    for place, act in enumerate(world.acts):
        if act.law:
            spot = ("acts", place, "law", "channels")
            yield from refer(spot, act.law.channels, declared.of("channels"), what="channels")
        if act.occasion:
            spot = ("acts", place, "occasion", "left_by")
            others = [other.id for other in world.acts if other.id != act.id]
            yield from refer_one(spot, act.occasion.left_by, others, what="other acts")
        rate, bound = _yearly(act.rate), _yearly(act.bound)
        if rate is not None and bound is not None and bound < rate:
            message = f"found a bound of {float(bound):g} per year below the rate of {float(rate):g}"
            yield Finding(("acts", place, "bound"), message, "candidates come at the bound and are thinned: raise it")


def _yearly(cited: Cited | None) -> Fraction | None:
    if cited is None or cited.unit not in _PER_YEAR:
        return None
    return Fraction(str(cited.value)) * _PER_YEAR[cited.unit]


def _channels(world: World, declared: Declared) -> Iterator[Finding]:
    for place, channel in enumerate(world.channels):
        named: set[str] = set()
        for number, report in enumerate(channel.false_reports):
            spot = ("channels", place, "false_reports", number, "act")
            yield from refer_one(spot, report.act, declared.of("acts"), what="acts")
            if report.act in named:
                yield Finding(spot, f"found false reports of `{report.act}` again, expected them once", "join them")
            named.add(report.act)
        yield from once_in(("channels", place, "funnel"), [stage.id for stage in channel.funnel])
        yield from once_in(("channels", place, "places"), [one.place for one in channel.places])
        for number, one in enumerate(channel.places):
            spot = ("channels", place, "places", number, "place")
            yield from refer_one(spot, one.place, declared.of("places"), what="places")


def _imports(world: World, declared: Declared) -> Iterator[Finding]:
    if len(world.imports) > MAX_IMPORTS:
        message = f"found {len(world.imports)} imports, expected at most {MAX_IMPORTS}"
        yield Finding(("imports", MAX_IMPORTS), message, "join some")
    for place, one in enumerate(world.imports):
        yield from refer_one(("imports", place, "act"), one.act, declared.of("acts"), what="acts")
        yield from refer_one(("imports", place, "channel"), one.channel, declared.of("channels"), what="channels")
        if one.place is not None:
            yield from refer_one(("imports", place, "place"), one.place, declared.of("places"), what="places")


def _targeting(world: World, declared: Declared) -> Iterator[Finding]:
    """What is targeted is protected conduct that the channel records; else nothing would be written down."""
    seen, acts = {(sight.act, sight.channel) for sight in world.sights}, {act.id: act for act in world.acts}
    for place, one in enumerate(world.targeting):
        spot = ("targeting", place)
        for key, name in (("of", one.of), ("act", one.act)):
            yield from refer_one((*spot, key), name, declared.of("acts"), what="acts")
        yield from refer_one((*spot, "channel"), one.channel, declared.of("channels"), what="channels")
        if one.of in acts and valence_of(acts[one.of]) != "protected":
            message = f"found `{one.of}`, which no right covers, expected protected conduct"
            yield Finding((*spot, "of"), message, "what a channel takes for something else by mistake is `taken_for`")
        if one.of == one.act:
            yield Finding((*spot, "act"), f"found `{one.of}` written down as itself", "name the other act")
        if one.of in acts and (one.of, one.channel) not in seen:
            message = f"found `{one.of}`, of which `{one.channel}` records nothing"
            yield Finding((*spot, "channel"), message, "add a sight of it, or name a channel that has one")


def once_in(spot: Spot, names: list[str]) -> Iterator[Finding]:
    """Yield a finding for each name of a list that stands there twice."""
    for number, name in enumerate(names):
        if name in names[:number]:
            yield Finding((*spot, number), f"found `{name}` again, expected it once", "take one out")


def _sights(world: World, declared: Declared) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for place, sight in enumerate(world.sights):
        spot = ("sights", place)
        yield from refer_one((*spot, "act"), sight.act, declared.of("acts"), what="acts")
        yield from refer_one((*spot, "channel"), sight.channel, declared.of("channels"), what="channels")
        if sight.taken_for:
            here = (*spot, "taken_for", "act")
            yield from refer_one(here, sight.taken_for.act, declared.of("acts"), what="acts")
            if sight.taken_for.act == sight.act:
                yield Finding(here, f"found `{sight.act}` taken for itself, expected another act", "name the other act")
        if (sight.act, sight.channel) in seen:
            message = f"found `{sight.act}` through `{sight.channel}` again, expected it once"
            yield Finding((*spot, "channel"), message, "join the two")
        seen.add((sight.act, sight.channel))
        before, shares[sight.act] = shares[sight.act], shares[sight.act] + Fraction(str(sight.share.value))
        if before <= 1 < shares[sight.act]:
            message = f"found shares of `{sight.act}` over all channels that add up to {float(shares[sight.act]):g}"
            yield Finding((*spot, "share"), message, "at most every act is seen: they add up to at most 1")
