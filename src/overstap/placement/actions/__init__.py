"""The verbs of open hiring (signing up, answering, leaving, letting silence pass) and of new work."""

from overstap.placement.actions.placing import (
    agree_placement,
    cancel_placement,
    release_closed,
    start_placement,
    stop_placement,
)
from overstap.placement.actions.waiting import (
    answer_turn,
    call_free_places,
    join_list,
    leave_list,
    let_silence_pass,
)
from overstap.placement.values import PlacementFields

__all__ = [
    "PlacementFields",
    "agree_placement",
    "answer_turn",
    "call_free_places",
    "cancel_placement",
    "join_list",
    "leave_list",
    "let_silence_pass",
    "release_closed",
    "start_placement",
    "stop_placement",
]
