"""The verbs of open hiring: signing up, answering, leaving, and letting silence pass."""

from overstap.placement.actions.waiting import (
    answer_turn,
    call_free_places,
    join_list,
    leave_list,
    let_silence_pass,
)

__all__ = ["answer_turn", "call_free_places", "join_list", "leave_list", "let_silence_pass"]
