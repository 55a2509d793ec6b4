"""A sentence with a number names the synthetic population, on every page that tells a result."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.experiment.finished import played
from tests.experiment.lively import law_alone, recipe
from tests.experiment.test_mend import informers, mended
from tests.report.made import lettered, material, whole, whole_alone
from tests.report.sentences import is_nameless, nameless, sentences

from xinyong.experiment.blame import blame_recipe
from xinyong.experiment.casefile import Case
from xinyong.experiment.compare import compare_several
from xinyong.experiment.story import cases
from xinyong.experiment.trying import trying
from xinyong.experiment.variants import Variants
from xinyong.reference.watch import play_watched
from xinyong.report.blame_page import blame_brief
from xinyong.report.case_page import case_brief
from xinyong.report.content import Brief, Paragraph, Section, Terms, text
from xinyong.report.mend_page import mend_brief
from xinyong.report.quote import quotations
from xinyong.report.variants import variants_page


def case() -> Brief:
    return case_brief([Case(story) for story in cases(played())])


def variants() -> Brief:
    others = {"lettered": recipe(lettered()), "none": law_alone()}
    pairs = compare_several(recipe(), tuple(others.values()), play=play_watched, seeds=(1, 2),
                            responses=("none", "deterrence"))  # fmt: skip
    return variants_page(Variants(dict(zip(others, pairs, strict=True))))


def blamed() -> Brief:
    of = replace(recipe(lettered()), n_people=100, days=28)
    return blame_brief(blame_recipe(of, measure="restricted_days", over="rules", tried=trying(of, engine="reference")))


def mend() -> Brief:
    return mend_brief(mended(informers(days=28), at_most=1))


PAGES: dict[str, Callable[[], Brief]] = {
    "report": whole, "report of a run": whole_alone, "case": case, "variants": variants, "blame": blamed, "mend": mend,
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_sentence_with_a_number_names_the_synthetic_population(name: str) -> None:
    assert "\n".join(nameless(PAGES[name]())) == ""


def test_every_quotation_does() -> None:
    assert [one.sentence for one in quotations(material()).quotes if is_nameless(sentences(one.sentence)[0])] == []


def test_a_sentence_that_does_not_is_found() -> None:
    bad = Section("x", "Heading", (Paragraph(text("In Suining 3 of 10 were restricted. So it is.")),))
    page = replace(whole(), lead=(), short=Terms(()), sections=(bad,))
    assert nameless(page) == ["In Suining 3 of 10 were restricted."]
    assert nameless(replace(page, sections=(replace(bad, tells="source"),))) == []
