"""The questions about arrangements: SELECT only, and the line of who read it."""

from overstap.arrangements.queries.offer import offer, preview_item, workbench
from overstap.arrangements.queries.page import (
    arrangement_id_of,
    arrangement_page,
    coordination_requests,
    item_page,
)
from overstap.arrangements.queries.statement import training_statement

__all__ = [
    "arrangement_id_of",
    "arrangement_page",
    "coordination_requests",
    "item_page",
    "offer",
    "preview_item",
    "training_statement",
    "workbench",
]
