"""Random schemes are read aloud without words of the file, and their tables decide as Python itself does."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from overstap.rules import Catalogue
from overstap.rules.evaluation import evaluate
from overstap.rules.reading import decision_tables, sentence
from overstap.rules.reading.overview import roots
from tests.rules.reading.test_tables import first_row
from tests.rules.test_random_schemes import DAY, every_completion, numbers, read, state, truths

MOST_PEOPLE = 200


@settings(max_examples=60)
@given(condition=truths(3), output=numbers(3), language=st.sampled_from(["nl", "en"]))
def test_every_step_has_words(condition: str, output: str, language: str) -> None:
    catalogue = read(condition, output)
    version = catalogue.scheme("proef", DAY)
    for node in (node for root in roots(version) for node in root.walk()):
        words = sentence(node, version, catalogue, language)
        bare = re.sub(r"“[^”]*”", "", words)

        assert words
        assert words.count("(") == words.count(")")
        assert words.count("“") == words.count("”")
        assert not re.search(r"[_{}<>=]|\b(has|kleur|drempel|soms)\b", bare), words


@settings(max_examples=60)
@given(condition=truths(3))
def test_the_table_of_yes_or_no_is_right_for_everybody(condition: str) -> None:
    catalogue: Catalogue = read(condition, "n")
    version = catalogue.scheme("proef", DAY)
    people = every_completion({}, list(version.fact_ids))
    assume(len(people) <= MOST_PEOPLE)
    table = next(one for one in decision_tables(version, catalogue, "nl", DAY) if one.id == "recht")
    for person in people:
        case = {name: state(name, value) for name, value in person.items() if name in version.fact_ids}
        evaluation = evaluate(version, catalogue.facts, case, DAY)
        holds = evaluation.values[version.program.slot(version.outcome)]

        assert first_row(table, evaluation).outcome == {(1, 1): "ja", (0, 0): "nee"}[holds]
