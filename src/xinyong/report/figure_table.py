"""Where each figure of a report comes from: what it is, how it is reckoned, and the clauses and values behind it.

Every figure in a sentence, and every row and table of figures, leads to a row here; the row leads on to the clauses of
the scheme and the values it rests on, and these to their sources.
"""

from __future__ import annotations

from xinyong.audit.definitions_benefit import CONDUCT
from xinyong.audit.definitions_procedure import PROCEDURE
from xinyong.audit.measures import MEASURES
from xinyong.report.basis import STRONGEST
from xinyong.report.clauses import place_of_clause
from xinyong.report.content import Grid, Paragraph, Section, Span, Text, code, link, strong, text
from xinyong.report.effects import tried
from xinyong.report.linked import place_of_figure
from xinyong.report.material import Material
from xinyong.report.places import PROCEDURES, place_of_value
from xinyong.report.say import WORDINGS

LEAD = (
    "Each figure leads here, to a row with its name; from here links lead to the clauses and values it rests on, and "
    "from each clause to the page where it was read. Everything is counted in the tables beside the result: series "
    "(by window, place and group), ledger (a row for each entry), subjects (a row for each synthetic person with a "
    "history), and of a comparison fates (each chance to act, by what became of it). The codebook of a bundle says "
    "what each column means."
)

COUNTS: dict[str, tuple[str, str, str]] = {
    "count-run": ("What was asked for", "The recipe: scheme, world, people, days, seeds, scenarios.",
                  "As the manifest has it; nothing is counted."),
    "count-people": ("People by group", "The share of the people simulated who have certain traits.",
                     "People with these levels / all people; a residual is its distance from the published share."),
    "count-tiers": ("People by tier", "People in a tier at the end of a day.", "1,000 × people there / all people."),
    "count-days": ("Restricted people over time", "People restricted on an average day of a stretch of the run.",
                   "1,000 × restricted days of the stretch / (people × its days); by cause likewise."),
    "count-requests": ("Requests and refusals", "Requests for a service, those refused, and those refused wrongly.",
                       "1,000 × requests / subject-years; people asking or refused at least once / 1,000 people."),
    "count-objections": ("Objections", "Objections filed, late, decided, and decided for the person.",
                         "Counted one by one; a cell of one to nine is not printed."),
    "count-acts": ("Acts, one by one", "Chances to act by what became of them with and without the scheme.",
                   "1,000 × acts / subject-years; the same chance in the same life is counted once on each side."),
    "count-by-rule": ("Entries by rule", "Entries against people by rule: all, the wrongful, the protected.",
                      "1,000 × entries / subject-years; shares of the entries of that rule."),
    "count-groups": ("Figures by group", "The figures of this table for the people of one group alone.",
                     "As the figure itself, over the people and years of the group."),
    "count-published": ("Published counts", "A published count beside the same count of the run.",
                        "1,000 × count / people × 365 / days, on either side."),
    "count-beside": ("Two sets of rules", "The figures of both sets of rules over the same lives.",
                     "As the figure itself, on each side."),
    "count-legal": ("Legal shape", "What the files of scheme and world show; nothing was run.",
                    "Rules, sanctions and terms as written, counted."),
    "count-saved": ("Variance saved by pairing", "How much of the luck of a difference pairing takes away.",
                    "1 − variance of the difference / (variance of A + variance of B), over the seeds."),
    "count-lives": ("Single lives", "What happened in one synthetic life, played again from its number.",
                    "Not counted: told."),
}  # fmt: skip
"""Counts that are no measures, by their place: name, what it is, how it is reckoned."""


def figures_section(material: Material) -> Section:
    """Return the part: a row for each measure of the report and for each count that is none."""
    names = {one.base for column in material.columns for one in (*column.measures, *column.theirs)}
    measures = [name for name in MEASURES if name in names]
    rows = [(place_of_figure(name), _row(material, name)) for name in measures]
    rows += [(place, _count_row(place)) for place in COUNTS]
    head = ("Figure", "What it is, and how it is reckoned", "What it rests on", "Clauses and values")
    grid = Grid(
        "Every figure and count, what it is made from, and where that leads",
        tuple(text(words) for words in head),
        tuple(row for _, row in rows),
        (False,) * 4,
        ids=tuple(place for place, _ in rows),
    )
    return Section("figures", "Where each figure comes from", (Paragraph(text(LEAD)), grid), tells="source")


def _row(material: Material, name: str) -> tuple[Text, ...]:
    found = MEASURES[name]
    label = WORDINGS[name].label if name in WORDINGS else name.replace("_", " ")
    return (
        text(f"{label[0].upper()}{label[1:]} (", code(name), ")"),
        text(f"{found.definition} ", strong("Reckoned: "), found.formula, f"; {found.unit}."),
        text(f"{found.rests_on[0].upper()}{found.rests_on[1:]}."),
        _leads(material, name),
    )


def _count_row(place: str) -> tuple[Text, ...]:
    label, what, how = COUNTS[place]
    return text(label), text(what, " ", strong("Reckoned: "), how), text("The run, as it lies on the disk."), _files()


def _leads(material: Material, name: str) -> Text:
    """Return links to the clauses and values behind a measure: those that move it most where that was tried, and the
    clauses that every such figure is made from."""
    parts: list[str | Span | Text] = []
    one = tried(material, name)
    for path in one.rests_on[:STRONGEST] if one is not None else ():
        place = place_of_value(material, path)
        parts += [link(path, f"#{place}") if place else code(path), ", "]
    if name in {each.name for each in PROCEDURE}:
        known = [one for one in PROCEDURES if getattr(material.scheme, one, None) is not None]
        for clause in known:
            parts += [link(clause, f"#{place_of_clause(clause)}"), ", "]
    parts += [link("rules and consequences", "#scheme"), ", ", link("assumed values", "#assumed")]
    if name in {each.name for each in CONDUCT}:
        parts.append(", the response scenario among them")
    return text(*parts)


def _files() -> Text:
    return text(link("rules and consequences", "#scheme"), ", ", link("assumed values", "#assumed"))
