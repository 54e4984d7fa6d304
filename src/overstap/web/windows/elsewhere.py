"""Where one can go when a window is closed or full: another window of the scheme, or what its file says (R-223)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.allotment import queries
from overstap.allotment.values import WindowCard
from overstap.casework.policy import catalogue
from overstap.core.allotment import Opening
from overstap.rules import Text
from overstap.web.catalogue.shelf import standing

OTHER_WAY = "andere_weg"
"""The answer of a scheme that names another way (andere weg), in its file."""
NOT_NEEDED = "niet_nodig"


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Another way to the same help (andere weg): what the scheme says of it, and the scheme it leads to if any."""

    says: Text
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What else there is (alternatief): open windows of the same scheme, and other ways by its file."""

    windows: tuple[WindowCard, ...]
    ways: tuple[OtherWay, ...]

    def __bool__(self) -> bool:
        """Whether there is anything else."""
        return bool(self.windows or self.ways)


def elsewhere(window: WindowCard, now: dt.datetime) -> Elsewhere:
    """What else there is for who comes to this window in vain."""
    windows = tuple(
        one
        for one in queries.windows(now)
        if one.scheme == window.scheme and one.code != window.code and one.opening is Opening.OPEN
    )
    return Elsewhere(windows, other_ways(window.scheme, now.date()))


def other_ways(scheme: str, day: dt.date) -> tuple[OtherWay, ...]:
    """The other ways that the file of a scheme names on a day; none when it names none."""
    files = catalogue()
    if scheme not in files.versions:
        return ()
    output = standing(files.all_versions(scheme), day).version.outputs.get(OTHER_WAY)
    if output is None:
        return ()
    named = {choice.id: choice.id.replace("_", "-") for choice in output.choices if choice.id != NOT_NEEDED}
    return tuple(
        OtherWay(output.says[name], other if other in files.versions else "")
        for name, other in named.items()
        if name in output.says
    )
