"""The verbs of reading in."""

from overstap.importing.actions.checking import check_rows
from overstap.importing.actions.files import choose_columns, discard_import, forget_old_imports, upload_file
from overstap.importing.actions.jobs import KINDS, work
from overstap.importing.actions.merging import decide_merge, look_at_pair, undo_merge
from overstap.importing.actions.registering import choose_rows, start_import, stop_import
from overstap.importing.actions.undoing import undo_import

__all__ = [
    "KINDS",
    "check_rows",
    "choose_columns",
    "choose_rows",
    "decide_merge",
    "discard_import",
    "forget_old_imports",
    "look_at_pair",
    "start_import",
    "stop_import",
    "undo_import",
    "undo_merge",
    "upload_file",
    "work",
]
