"""The list of planted faults that change no answer, and how many faults the examples may overlook."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

LIST = Path(__file__).with_name("equivalents.toml")
OVERLOOKED = 0.03
"""The part of the planted faults that no example has to find."""
_HEAD = """\
# Faults planted in schemes that change no answer anywhere on the class grid, so that no example can find them: a limit
# that another rule already sets, a branch for values that nobody has. Written by `scripts/proof.py --write`.
"""


def listed() -> frozenset[str]:
    """Give the names of the faults that are proven to change nothing."""
    return frozenset(tomllib.loads(LIST.read_text(encoding="utf-8"))["equivalent"])


def written(names: Iterable[str], proven: Collection[str] | None = None) -> str:
    """Write the list; unless all versions were `proven` (None), the others keep what is listed of them."""
    kept = {name for name in listed() if proven is not None and name.split(": ", maxsplit=1)[0] not in proven}
    lines = "".join(f"  {_quoted(name)},\n" for name in sorted(kept.union(names)))
    return f"{_HEAD}equivalent = [\n{lines}]\n"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def too_many(counts: Iterable[Counter[str]]) -> int:
    """Give how many faults more are overlooked than may be; 0 when all is well."""
    total = sum(counts, Counter())
    overlooked = total["missed"] + total["undecided"]
    return max(0, overlooked - int(OVERLOOKED * total.total()))
