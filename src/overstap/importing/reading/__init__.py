"""Reading a spreadsheet that somebody else made: by its contents, within bounds, and without running anything in it.

No database and no clock: bytes in, a table or a refusal out.
"""

from overstap.importing.reading.safety import MOST_BYTES, SheetKind, kind_of
from overstap.importing.reading.tables import Reading, Table, read_table

__all__ = ["MOST_BYTES", "Reading", "SheetKind", "Table", "kind_of", "read_table"]
