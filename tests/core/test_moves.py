import pytest

from overstap.core.decision import Refusal
from overstap.core.moves import (
    CASE_MOVES,
    HANDOVER_MOVES,
    SIGNAL_MOVES,
    Move,
    Moves,
    Part,
    State,
    advance,
    possible_moves,
)


def test_a_move_gives_the_next_state() -> None:
    assert advance(HANDOVER_MOVES, "aangeboden", "aanvaarden", parts={Part.RECEIVER}) == "aanvaard"


def test_a_move_from_another_state_is_refused_and_names_the_state() -> None:
    refusal = advance(HANDOVER_MOVES, "aanvaard", "aanvaarden", parts={Part.RECEIVER})

    assert isinstance(refusal, Refusal)
    assert refusal.rule == "overdracht.aanvaarden"
    assert "Aanvaard" in refusal.sentence()


def test_a_move_by_someone_else_is_refused_and_names_who_may() -> None:
    refusal = advance(HANDOVER_MOVES, "aangeboden", "aanvaarden", parts={Part.SENDER, Part.PERSON})

    assert isinstance(refusal, Refusal)
    assert refusal.rule == "overdracht.aanvaarden.wie"
    assert "ontvanger" in refusal.sentence()


@pytest.mark.parametrize("moves", [CASE_MOVES, HANDOVER_MOVES, SIGNAL_MOVES], ids=lambda moves: moves.kind)
def test_every_state_can_be_reached_and_every_open_state_can_be_left(moves: Moves) -> None:
    reached = {moves.initial}
    for _ in moves.states:
        reached |= {move.target for move in moves.table if move.sources & reached}

    assert reached == {state.id for state in moves.states}
    assert all(any(state.id in move.sources for move in moves.table) for state in moves.states if not state.final)


@pytest.mark.requirement("R-128")
def test_the_person_can_stop_from_every_open_state() -> None:
    for state in CASE_MOVES.states:
        names = {move.name for move in possible_moves(CASE_MOVES, state.id, parts={Part.PERSON})}

        assert ("terugtrekken" in names) is not state.final


@pytest.mark.requirement("R-111")
def test_only_a_professional_decides_never_the_person_or_the_system() -> None:
    for name in ("toelaten", "verwijzen"):
        assert CASE_MOVES.move(name).who == {Part.RESPONSIBLE}


def test_a_table_that_names_an_unknown_state_is_refused_at_import() -> None:
    with pytest.raises(ValueError, match="unknown states"):
        Moves("x", (State("a", "A"),), (Move("m", "M", frozenset({"a"}), "b", frozenset()),))


def test_a_table_that_leaves_a_final_state_is_refused_at_import() -> None:
    with pytest.raises(ValueError, match="final"):
        Moves("x", (State("a", "A", final=True),), (Move("m", "M", frozenset({"a"}), "a", frozenset()),))


def test_an_unknown_move_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        advance(CASE_MOVES, "aangemeld", "vliegen", parts=set(Part))
