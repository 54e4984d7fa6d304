"""The file that is kept while its columns are chosen, and what is counted of it."""

from __future__ import annotations

import base64

from overstap.core.decision import N_, Refusal
from overstap.importing.models import Import, ImportState
from overstap.importing.reading import Reading, SheetKind, Table, read_table

NOT_NOW = Refusal(
    "inlezen.stand",
    N_("Dat kan nu niet meer met dit bestand."),
    remedy=N_("Kies het bestand opnieuw, of bekijk hoe ver het inlezen is."),
)

MAPPABLE = frozenset({ImportState.UPLOADED, ImportState.CHECKED})
"""While a file stands so, its columns can still be chosen."""


FORETOLD, HELPING = "partijen", "geholpen_door"
"""What is counted of a file by party: who would help first according to the check, and who does of the registered."""


def open_table(batch: Import, reading: Reading | None = None) -> Table | Refusal:
    """Read the kept file again, as was chosen or as somebody tries now."""
    if batch.file is None:
        return NOT_NOW
    data = base64.b64decode(batch.file.reveal())
    return read_table(data, SheetKind(batch.kind), reading or Reading.from_json(batch.reading))
