"""What the ledger promises whatever happens: proof without answers, order in time, constraints in the database."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from overstap.core.actor import Actor, Role
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Account, Commitment, Entry, PersonCeiling
from overstap.treasury.values import CeilingUse
from tests.factories import treasury as make

pytestmark = pytest.mark.django_db

ADVISER = Actor(user_id=None, name="Begeleider", roles=frozenset({Role.ADVISER}))
MAATWERK = CeilingUse("maatwerkbudget", 1000_00)


def standing(region: str = make.REGION, stream: str = make.STREAM) -> Position:
    return queries.position(stream=stream, region_code=region, year=make.YEAR)


@pytest.fixture(autouse=True)
def _books_are_right(streams: None) -> object:
    yield
    assert queries.check_invariants() == ()


@pytest.mark.requirement("R-404")
def test_of_a_receipt_only_the_proof_is_kept() -> None:
    make.budget(1000_00)
    card = make.reserved(receipt={"scheme": "x", "inputs": {"schulden": True}, "trace": ["gezondheid"]})

    kept = Commitment.objects.get(key=card.key).receipt

    assert set(kept) == {"scheme", "fingerprint"}
    assert "schulden" not in str(kept)
    assert len(kept["fingerprint"]) == 64


def test_the_proof_differs_when_one_answer_differs() -> None:
    make.budget(1000_00)
    yes, no = (make.reserved(receipt={"inputs": {"schulden": answer}}) for answer in (True, False))

    prints = [Commitment.objects.get(key=card.key).receipt["fingerprint"] for card in (yes, no)]

    assert prints[0] != prints[1]


def moments(kind: str) -> list[dt.datetime]:
    return list(Entry.objects.filter(kind=kind).order_by("id").values_list("at", flat=True))


def test_when_a_clock_was_set_back_an_entry_keeps_its_own_moment_if_there_was_room_then() -> None:
    make.budget(1000_00)
    later = make.NOW + dt.timedelta(days=5)
    make.reserved(now=later, amount_cents=600_00, expires_at=None)

    make.reserved(now=make.NOW, amount_cents=400_00, expires_at=None)

    assert moments("reserveren") == [later, make.NOW]


def test_when_a_clock_was_set_back_no_past_day_passes_its_ceiling() -> None:
    make.budget(1000_00)
    later = make.NOW + dt.timedelta(days=5)
    card = make.reserved(amount_cents=1000_00, expires_at=None)
    make.given(actions.void(actor=ADVISER, keys=[card.key], because="Toch niet", now=later))

    make.reserved(now=make.NOW + dt.timedelta(days=1), amount_cents=1, expires_at=None)

    assert moments("reserveren") == [make.NOW, later]


def test_what_follows_is_never_dated_before_what_it_follows() -> None:
    later = make.NOW + dt.timedelta(days=5)
    make.budget(1000_00)
    card = make.reserved(now=later, expires_at=None)
    make.given(actions.commit(actor=ADVISER, keys=[card.key], now=make.NOW))
    make.given(actions.release(actor=ADVISER, key=card.key, because="Niet nodig", now=make.NOW))

    assert moments("verplichten") == moments("vrijgeven") == [later]


@pytest.mark.requirement("R-252")
@pytest.mark.parametrize("kind", ["budget", "verplicht", "betaald"])
def test_the_database_itself_keeps_the_ceiling(kind: str) -> None:
    make.budget(1000_00)
    make.reserved(amount_cents=600_00)
    more = Account.objects.get(kind=kind)

    with pytest.raises(IntegrityError, match="never_over_the_ceiling"), transaction.atomic():
        Account.objects.filter(pk=more.pk).update(debits_pending_cents=more.credits_posted_cents + 1)


@pytest.mark.parametrize("field", ["debits_pending_cents", "credits_posted_cents"])
def test_the_database_itself_refuses_a_total_below_zero(field: str) -> None:
    make.budget(1000_00)

    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(kind="kader").update(**{field: -1})


@pytest.mark.requirement("R-156")
def test_the_database_itself_keeps_the_ceiling_of_a_person() -> None:
    make.budget(1000_00)
    card = make.reserved(amount_cents=600_00, ceiling=MAATWERK)
    ceiling = Commitment.objects.get(key=card.key)

    with pytest.raises(IntegrityError, match="person_never_over_ceiling"), transaction.atomic():
        PersonCeiling.objects.filter(person_key=ceiling.person_key).update(used_cents=1000_01)


@pytest.mark.requirement("R-250")
def test_an_entry_has_one_budget_so_none_can_be_written_from_one_stream_to_another() -> None:
    names = {field.name for field in Entry._meta.get_fields()}

    assert "budget" in names
    assert names.isdisjoint({"debit", "credit"})
