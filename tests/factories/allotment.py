"""Windows and applications to test with; applications are made by the real action."""

import datetime as dt
import uuid
from itertools import count
from typing import Any

from overstap.allotment import actions
from overstap.allotment.models import Application, Unit, Way, Window
from overstap.allotment.values import ReceiptCard
from overstap.core.actor import Actor, Role
from tests.factories.treasury import given

NOW = dt.datetime(2021, 2, 15, 9, 0, tzinfo=dt.UTC)
APPLICANT = Actor(user_id=None, name="Opleider Noord", roles=frozenset(), party_name="Opleider Noord")
CASHIER = Actor(user_id=None, name="Kassier", roles=frozenset({Role.CASHIER}))
KEEPER = Actor(user_id=None, name="Kaderhouder", roles=frozenset({Role.FRAMEWORK_KEEPER}))

_numbers = count(1)


def window(**other: Any) -> Window:
    """A window of ten places, first come first served, open long ago and without an end, unless told otherwise."""
    asked: dict[str, Any] = {
        "code": f"loket-{next(_numbers)}",
        "name_nl": "Loket",
        "name_en": "Window",
        "scheme": "nl-leert-door-ontwikkeladvies",
        "scheme_version": dt.date(2020, 8, 1),
        "source": "Besluit 1",
        "unit": Unit.PLACES,
        "way": Way.IN_ORDER,
        "opens_at": dt.datetime(2020, 8, 1, tzinfo=dt.UTC),
        "funded_ceiling": 10,
        "answer_days": 14,
    } | other
    return Window.objects.create(**asked)


def apply(row: Window, **other: Any) -> Any:
    """The answer to one application; a new key, a new applicant and one place unless told otherwise."""
    asked: dict[str, Any] = {
        "actor": APPLICANT,
        "key": uuid.uuid4(),
        "window": row.code,
        "applicant_key": uuid.uuid4(),
        "applicant_kind": "opleider",
        "amount": 1,
        "now": NOW,
    } | other
    return actions.apply(**asked)


def applied(row: Window, **other: Any) -> ReceiptCard:
    """The receipt of an application that is written down."""
    found: ReceiptCard = given(apply(row, **other))
    return found


def states(row: Window) -> list[str]:
    """The state of each application, in the order of the ranks; those without one last."""
    rows = Application.objects.filter(window=row).order_by("id")
    ranked = sorted((one.rank, one.state) for one in rows if one.rank is not None)
    return [state for _, state in ranked] + [one.state for one in rows if one.rank is None]
