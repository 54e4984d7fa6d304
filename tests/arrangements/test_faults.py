"""When something breaks halfway, nothing of the deed remains."""

from typing import Any

import pytest

from overstap.arrangements import actions
from overstap.arrangements.actions import choosing, starting
from overstap.audit.models import AuditLine
from overstap.treasury.queries import check_invariants, position
from tests.conftest import START
from tests.factories.arrangements import asked, make_composable, make_ready

pytestmark = pytest.mark.django_db(transaction=True)


class PowerFailureError(RuntimeError):
    """What happens in the middle of a deed."""


def fail(*_: Any, **__: Any) -> Any:
    raise PowerFailureError


def test_a_start_that_breaks_off_after_binding_the_money_binds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make_ready()
    before = AuditLine.objects.count()
    monkeypatch.setattr(starting, "next_step", fail)

    with pytest.raises(PowerFailureError):
        actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)

    stand = position(stream="ontschot_budget", region_code="AM26", year=2021)
    assert (stand.committed, stand.reserved) == (0, 400_00)
    assert scene.arrangement.state == "afgesproken"
    assert AuditLine.objects.count() == before
    assert check_invariants() == ()


def test_a_choice_that_breaks_off_after_reserving_reserves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make_composable()
    monkeypatch.setattr(choosing, "touch", fail)

    with pytest.raises(PowerFailureError):
        actions.choose_instrument(**asked(scene))

    assert position(stream="ontschot_budget", region_code="AM26", year=2021).reserved == 0
    assert not scene.arrangement.items.filter(instrument="A1").exists()
