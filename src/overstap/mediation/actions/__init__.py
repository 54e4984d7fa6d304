"""The verbs of matching: saying what fits, wishing, proposing and agreeing."""

from overstap.mediation.actions.clearing import clear_shown_lists
from overstap.mediation.actions.proposing import (
    answer_proposal,
    propose_candidate,
    propose_for_vacancy,
    take_back_proposal,
)
from overstap.mediation.actions.running import RegionDone, match_open_regions, match_region
from overstap.mediation.actions.saying import (
    Said,
    confirm_skill,
    end_wish,
    give_feedback,
    set_wish,
    take_back_feedback,
)
from overstap.mediation.actions.sharing import let_look, stop_looking

__all__ = [
    "RegionDone",
    "Said",
    "answer_proposal",
    "clear_shown_lists",
    "confirm_skill",
    "end_wish",
    "give_feedback",
    "let_look",
    "match_open_regions",
    "match_region",
    "propose_candidate",
    "propose_for_vacancy",
    "set_wish",
    "stop_looking",
    "take_back_feedback",
    "take_back_proposal",
]
