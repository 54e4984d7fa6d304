"""Questions about reading in and about possible duplicates."""

from overstap.importing.queries.files import import_page, imports, mapping_page, problem_lines, registered_cases
from overstap.importing.queries.pairs import pair, pairs

__all__ = ["import_page", "imports", "mapping_page", "pair", "pairs", "problem_lines", "registered_cases"]
