"""The list of what is left open although all completions agree: known, counted, and no more than that."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.proof.prove_schemes import Tally

LIST = Path(__file__).with_name("looseness.toml")
INTERVALS, SHARPENED = "intervals", "sharpened"
_HEAD = """\
# What is left open although every way to fill in the open questions gives the same answer: per version of a scheme the
# conditions and answers of which that was seen. `intervals` is what a table gives, `sharpened` what one person gets.
# The list is written by `scripts/proof.py --write`; a test fails when something is left open that does not stand here.
"""


def listed(which: str) -> frozenset[tuple[str, str]]:
    """Give the listed pairs of version and name; `which` is INTERVALS or SHARPENED."""
    held = tomllib.loads(LIST.read_text(encoding="utf-8")).get(which, {})
    return frozenset((version, name) for version, names in held.items() for name in names)


def seen(tallies: Iterable[Tally], which: str) -> frozenset[tuple[str, str]]:
    """Give the pairs that a proof saw."""
    return frozenset(
        (tally.name, name)
        for tally in tallies
        for name in (tally.loose if which == INTERVALS else tally.loose_sharpened)
    )


def written(tallies: Iterable[Tally], *, everything: bool = True) -> str:
    """Write the list for what was seen; unless everything was proven, other versions keep what is listed of them."""
    several, lines = list(tallies), [_HEAD]
    proven = {tally.name for tally in several}
    for which in (INTERVALS, SHARPENED):
        lines.append(f"[{which}]\n")
        pairs = seen(several, which) | {pair for pair in listed(which) if not everything and pair[0] not in proven}
        for version in sorted({version for version, _ in pairs}):
            names = ", ".join(f'"{name}"' for name in sorted(name for other, name in pairs if other == version))
            lines.append(f'"{version}" = [{names}]\n')
        lines.append("\n" if which == INTERVALS else "")
    return "".join(lines)
