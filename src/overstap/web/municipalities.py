"""From what people type to a municipality: exact, or the likeliest names to choose from."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass

from overstap.parties import queries as parties

# How alike two names must be before we dare to ask "did you mean"; 1 is equal.
ALIKE = 0.72
AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """What someone may have meant: `name` when we are sure, else the names to choose from, best first."""

    name: str = ""
    choices: tuple[str, ...] = ()


def guess_municipality(text: str, on: dt.date) -> Guess:
    """Find the municipality that was meant on a date (R-080).

    Sure when the name is exact but for case, accents and blanks. A slip of spelling or a part of a name gives choices:
    we ask, never fill in.
    """
    wanted = text.strip()
    if not wanted:
        return Guess()
    names = parties.municipality_names(on)
    exact = [name for name in names if name.casefold() == wanted.casefold()]
    if exact:
        return Guess(name=exact[0])
    suggestions = parties.suggest_municipalities(wanted, on)
    if len(suggestions) == 1 and parties.region_of(wanted, on) is not None:
        return Guess(name=suggestions[0])
    folded = {name.casefold(): name for name in names}
    close = (folded[found] for found in difflib.get_close_matches(wanted.casefold(), folded, AT_MOST, ALIKE))
    return Guess(choices=tuple(dict.fromkeys((*close, *suggestions)))[:AT_MOST])
