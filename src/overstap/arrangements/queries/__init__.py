"""The questions about arrangements: SELECT only, and the line of who read it."""

from overstap.arrangements.queries.changing import preview_change
from overstap.arrangements.queries.demand import open_demand
from overstap.arrangements.queries.guest import guest_page
from overstap.arrangements.queries.offer import offer, preview_item, questions, workbench
from overstap.arrangements.queries.page import (
    arrangement_id_of,
    arrangement_page,
    coordination_requests,
    deeds,
    item_page,
)
from overstap.arrangements.queries.statement import training_statement
from overstap.arrangements.queries.together import guest_card, plan_by_link, remark_line, together, version_page
from overstap.arrangements.queries.windows import application_of_case, window_for_case, windows_of_case
from overstap.arrangements.standing import group_label
from overstap.arrangements.streams import stream_names

__all__ = [
    "application_of_case",
    "arrangement_id_of",
    "arrangement_page",
    "coordination_requests",
    "deeds",
    "group_label",
    "guest_card",
    "guest_page",
    "item_page",
    "offer",
    "open_demand",
    "plan_by_link",
    "preview_change",
    "preview_item",
    "questions",
    "remark_line",
    "stream_names",
    "together",
    "training_statement",
    "version_page",
    "window_for_case",
    "windows_of_case",
    "workbench",
]
