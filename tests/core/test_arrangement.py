"""What an arrangement lacks, and who may move it."""

from dataclasses import replace

import pytest

from overstap.core.arrangement import (
    ARRANGEMENT_MOVES,
    ITEM_MOVES,
    Cofinancing,
    ItemFacts,
    PriorAnswer,
    Readiness,
    check_cofinancing,
    may_activate,
    may_compose,
    may_propose,
)
from overstap.core.decision import Refusal
from overstap.core.moves import Part, advance

GROUPS = frozenset({"werkgever", "uwv_gemeente", "scholen"})
PRIOR = ItemFacts(title="Loopbaangesprek van de bond", prior=True, cofinanced=False)
EXTRA = ItemFacts(title="Cursus", prior=False, cofinanced=True)

COMPLETE = Readiness(
    target="Magazijnwerk",
    groups=GROUPS,
    answers=tuple(PriorAnswer(group, available=group == "werkgever") for group in sorted(GROUPS)),
    items=(PRIOR, EXTRA),
    agreed=True,
    coordinated=1,
)


def rules_of(refusal: Refusal | None) -> list[str]:
    return [lack.rule for lack in getattr(refusal, "lacks", ())]


def test_a_complete_arrangement_may_be_proposed_and_started() -> None:
    assert may_propose(COMPLETE) is None
    assert may_activate(COMPLETE) is None


@pytest.mark.requirement("R-055")
def test_an_arrangement_without_a_target_is_incomplete() -> None:
    assert rules_of(may_propose(replace(COMPLETE, target="  "))) == ["arrangement.doel"]


@pytest.mark.requirement("R-135", "R-054")
def test_every_group_answers_before_the_arrangement_is_proposed() -> None:
    refusal = may_propose(replace(COMPLETE, answers=COMPLETE.answers[:1]))

    assert rules_of(refusal) == ["arrangement.voorliggend_nagaan"]
    assert refusal is not None
    assert "nog 2 te gaan" in refusal.sentence()


@pytest.mark.requirement("R-121", "R-133")
def test_only_additional_help_is_refused_and_names_the_condition() -> None:
    refusal = may_propose(replace(COMPLETE, items=(EXTRA,)))

    assert rules_of(refusal) == ["arrangement.voorliggend_eerst"]
    assert refusal is not None
    assert "voorwaarde 2 en 3" in refusal.lacks[0].source


@pytest.mark.requirement("R-121")
def test_only_additional_help_is_possible_when_nobody_has_anything() -> None:
    nothing = tuple(PriorAnswer(group, available=False) for group in GROUPS)

    assert may_propose(replace(COMPLETE, items=(EXTRA,), answers=nothing)) is None


@pytest.mark.requirement("R-134")
def test_an_item_without_cofinancing_or_reason_holds_the_arrangement_up() -> None:
    refusal = may_propose(replace(COMPLETE, items=(PRIOR, replace(EXTRA, cofinanced=False))))

    assert rules_of(refusal) == ["arrangement.cofinanciering"]


@pytest.mark.requirement("R-120", "R-122")
def test_a_start_needs_agreement_and_another_party() -> None:
    assert rules_of(may_activate(replace(COMPLETE, agreed=False))) == ["arrangement.akkoord"]
    assert rules_of(may_activate(replace(COMPLETE, coordinated=0))) == ["arrangement.afstemming"]


def test_a_refusal_lists_everything_that_lacks_at_once() -> None:
    empty = Readiness(target="", groups=GROUPS, answers=(), items=(), agreed=False, coordinated=0)

    assert rules_of(may_activate(empty)) == [
        "arrangement.doel",
        "arrangement.voorliggend_nagaan",
        "arrangement.leeg",
        "arrangement.akkoord",
        "arrangement.afstemming",
    ]


@pytest.mark.parametrize("state", ["concept", "actief"])
def test_content_changes_in_a_draft_and_while_active(state: str) -> None:
    assert may_compose(state) is None


@pytest.mark.parametrize("state", ["voorgesteld", "afgesproken", "afgerond", "gestopt"])
def test_content_stands_still_while_someone_decides_on_it(state: str) -> None:
    refusal = may_compose(state)

    assert refusal is not None
    assert refusal.rule == "arrangement.wijzigen"


@pytest.mark.requirement("R-134")
@pytest.mark.parametrize(
    ("cost", "cofinancing", "rule"),
    [
        (100_00, Cofinancing(40_00, ""), None),
        (100_00, Cofinancing(0, "De werkgever is failliet."), None),
        (0, Cofinancing(0, ""), None),
        (100_00, Cofinancing(0, "   "), "onderdeel.cofinanciering"),
        (100_00, Cofinancing(100_01, ""), "onderdeel.cofinanciering_te_hoog"),
    ],
)
def test_cofinancing_is_an_amount_or_a_reason(cost: int, cofinancing: Cofinancing, rule: str | None) -> None:
    refusal = check_cofinancing(cost, cofinancing)

    assert (refusal.rule if refusal else None) == rule


@pytest.mark.requirement("R-120")
def test_only_the_person_or_the_responsible_party_gives_agreement() -> None:
    assert advance(ARRANGEMENT_MOVES, "voorgesteld", "akkoord_geven", parts={Part.PERSON}) == "afgesproken"
    assert isinstance(advance(ARRANGEMENT_MOVES, "voorgesteld", "akkoord_geven", parts={Part.PARTNER}), Refusal)
    assert isinstance(advance(ARRANGEMENT_MOVES, "concept", "activeren", parts={Part.RESPONSIBLE}), Refusal)


def test_an_item_that_ended_stays_ended() -> None:
    for state in ("afgerond", "gestopt", "verwijderd"):
        for move in ITEM_MOVES.table:
            assert isinstance(advance(ITEM_MOVES, state, move.name, parts={Part.RESPONSIBLE}), Refusal)
