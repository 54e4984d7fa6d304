"""What a rule answers: a refusal with its reason, or grounds that speak for or against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


def N_(message: str) -> str:  # noqa: N802 - the name that message extraction looks for
    """Mark a Dutch sentence for translation without translating it here; a face translates it when it shows it."""
    return message


class NotFoundError(LookupError):
    """The object does not exist for this actor; whether it exists for others is not told (answered with 404)."""


class ForeignError(NotFoundError):
    """The object exists, but not for this actor: answered like any other thing that is not there, and written down.

    Carries what the line of the attempt needs. Whoever writes that line says so in `noted`, after the work of the
    attempt was rolled back; what nobody noted is noted at the edge. `subject_id` is None for what is about many people,
    such as a list: then the line stands in the trail and in nobody's own log.
    """

    def __init__(self, object_kind: str, object_id: object, *, subject_id: int | None, purpose: str, verb: str) -> None:
        super().__init__(object_id)
        self.object_kind = object_kind
        self.object_id = object_id
        self.subject_id = subject_id
        self.purpose = purpose
        self.verb = verb
        self.noted = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule said no (weigering).

    `rule` is a stable dotted name for programs and audit lines, `because` a Dutch B1 sentence for people that may hold
    `%(name)s` places filled from `details`, `source` the text that the rule comes from, and `remedy` what the reader
    can do.
    """

    rule: str
    because: str
    source: str = ""
    remedy: str = ""
    details: tuple[tuple[str, str], ...] = ()

    def sentence(self) -> str:
        """Give the Dutch sentence with its places filled, for where no translation is wanted: logs, tests, exports."""
        return self.because % dict(self.details) if self.details else self.because


class Bearing(StrEnum):
    """Which way a ground points (richting van een grond)."""

    SPEAKS_FOR = "voor"
    SPEAKS_AGAINST = "tegen"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason in an advice (grond): which condition, which way it points, where it is written."""

    condition: str
    bearing: Bearing
    because: str
    source: str
