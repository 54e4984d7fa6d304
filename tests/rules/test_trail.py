"""The trace as one list holds what the trees hold."""

import datetime as dt
import random

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    Assessment,
    Catalogue,
    FactValue,
    Known,
    TraceNode,
    assess,
    load_catalogue,
    plain_of,
)
from overstap.rules.trace import expressions
from overstap.rules.tree import LET, Node

REAL = load_catalogue()
DAY = dt.date(2021, 2, 15)


def grown(
    node: Node, found: TraceNode, deciding: bool, into: dict[int, tuple[bool, TraceNode]], slots: dict[int, int]
) -> None:
    """Collect for each slot its part of a tree, and whether what is asked follows from it."""
    decides = deciding and found.deciding
    slot = slots[id(node)]
    into[slot] = (decides or into.get(slot, (False, found))[0], found if node.op != LET else found.children[0])
    for arg, child in zip(node.args, found.children, strict=True):
        grown(arg, child, decides, into, slots)


def collected(answer: Assessment) -> dict[int, tuple[bool, TraceNode]]:
    assert answer.evaluation is not None
    version, trees = answer.evaluation.version, answer.trace
    into: dict[int, tuple[bool, TraceNode]] = {}
    for name, root in expressions(version).items():
        grown(root, trees[name], True, into, version.program.slots)
    return into


@pytest.mark.parametrize(("seed", "share"), [(5, 0.0), (5, 0.6), (5, 1.0), (6, 1.0), (7, 1.0), (8, 0.8), (9, 0.5)])
def test_the_list_agrees_with_the_trees_of_the_whole_catalogue(seed: int, share: float) -> None:
    luck = random.Random(seed)
    case: dict[str, FactValue] = {}
    for name, fact in sorted(REAL.facts.items()):
        if luck.random() < share:
            known = Known(plain_of(fact.type, luck.randint(fact.low, fact.high)), luck.choice(["persoon", "register"]))
            case[name] = NOT_APPLICABLE if fact.may_be_not_applicable and luck.random() < 0.4 else known
    for version in REAL.schemes(DAY):
        answer = assess(REAL, version.id, case, DAY)
        trail = answer.trail

        assert trail is not None
        parts = list(trail.parts())
        for slot, (decides, node) in collected(answer).items():
            assert (parts[slot].value, parts[slot].deciding) == (node.value, decides), (version.id, node.text)
            assert node.op not in ("fact", "applies") or parts[slot].source == node.source


def test_a_part_says_what_it_is_where_it_came_from_and_what_it_uses(catalogue: Catalogue) -> None:
    case = {"leeftijd": Known(26, "persoon"), "banenafspraak": Known(False)}
    trail = assess(catalogue, "proefplaats", case, dt.date(2021, 2, 1)).trail

    assert trail is not None
    by_text = {part.text: part for part in trail.parts()}
    young = by_text["leeftijd < jong_onder"]
    assert len(trail) == len(list(trail.parts()))
    assert (young.shown(), young.deciding, young.source.nl) == ("ja", True, "")
    assert by_text["leeftijd"].source.nl == "persoon"
    assert by_text["weken"].source.nl == "niet gevraagd"
    assert not by_text["banenafspraak"].deciding
    assert [list(trail.parts())[place].text for place in young.uses] == ["leeftijd", "jong_onder"]


def test_outside_validity_there_is_no_list(catalogue: Catalogue) -> None:
    assert assess(catalogue, "proefplaats", {}, dt.date(2019, 1, 1)).trail is None
