"""Reserving, binding, lapsing and giving back: never over a ceiling, never half, never twice."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
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


@pytest.mark.requirement("R-252")
def test_a_reservation_takes_from_what_is_free_and_says_so() -> None:
    make.budget(1000_00)

    card = make.reserved(amount_cents=300_00)

    assert (card.state, card.amount_cents) == ("gereserveerd", 300_00)
    assert standing() == Position(ceiling=1000_00, reserved=300_00)
    assert standing().free == 700_00


@pytest.mark.requirement("R-252")
def test_one_cent_over_the_ceiling_is_refused_and_leaves_no_trace() -> None:
    make.budget(1000_00)
    make.reserved(amount_cents=999_99)

    answer = actions.reserve(**make.order(amount_cents=2))

    assert isinstance(answer, Refusal)
    assert answer.rule == "budget.plafond"
    assert "€ 0,01" in answer.sentence()
    assert Commitment.objects.count() == 1
    assert standing().free == 1


@pytest.mark.requirement("R-250")
def test_money_of_one_stream_or_region_never_helps_another() -> None:
    make.budget(1000_00)
    make.budget(1000_00, region_code=make.OTHER_REGION)
    make.budget(1000_00, stream="bemensing")
    make.reserved(amount_cents=1000_00)

    answer = actions.reserve(**make.order(amount_cents=1))

    assert isinstance(answer, Refusal)
    assert standing(make.OTHER_REGION).free == 1000_00
    assert standing(stream="bemensing").free == 1000_00


@pytest.mark.parametrize("change", [{"region_code": "AM01"}, {"year": 2022}, {"stream": "impuls_banenafspraak"}])
def test_without_a_budget_there_is_nothing_to_reserve(change: dict[str, object]) -> None:
    make.budget(1000_00)

    answer = actions.reserve(**make.order(**change))

    assert isinstance(answer, Refusal)
    assert answer.rule == "budget.ontbreekt"


@pytest.mark.parametrize("cents", [0, -100])
def test_nothing_is_not_reserved(cents: int) -> None:
    make.budget(1000_00)

    answer = actions.reserve(**make.order(amount_cents=cents))

    assert isinstance(answer, Refusal)
    assert answer.rule == "reserveren.niets"


def test_the_same_reservation_twice_counts_once_and_answers_the_same() -> None:
    make.budget(1000_00)
    asked = make.order(amount_cents=300_00, ceiling=MAATWERK)

    first = actions.reserve(**asked)
    second = actions.reserve(**asked)

    assert first == second
    assert standing().reserved == 300_00
    assert queries.ceiling_used(asked["person_key"], MAATWERK.code) == 300_00


@pytest.mark.parametrize(
    "change",
    [
        {"amount_cents": 300_01},
        {"recipient": "Een ander"},
        {"person_key": uuid.uuid4()},
        {"region_code": make.OTHER_REGION},
    ],
)
def test_the_same_key_with_other_contents_is_refused(change: dict[str, object]) -> None:
    make.budget(1000_00)
    make.budget(1000_00, region_code=make.OTHER_REGION)
    asked = make.order(amount_cents=300_00)
    make.given(actions.reserve(**asked))

    answer = actions.reserve(**(asked | change))

    assert isinstance(answer, Refusal)
    assert answer.rule == "opdracht.sleutel"
    assert standing().reserved == 300_00
    assert standing(make.OTHER_REGION).reserved == 0


@pytest.mark.requirement("R-156")
def test_custom_budget_of_seven_hundred_and_three_hundred_fits_in_a_thousand() -> None:
    make.budget(10_000_00)
    person = uuid.uuid4()

    make.reserved(person_key=person, amount_cents=700_00, ceiling=MAATWERK)
    make.reserved(person_key=person, amount_cents=300_00, ceiling=MAATWERK)

    assert queries.ceiling_used(person, MAATWERK.code) == 1000_00


@pytest.mark.requirement("R-156")
def test_custom_budget_of_one_euro_more_is_refused_and_says_what_is_left() -> None:
    make.budget(10_000_00)
    person = uuid.uuid4()
    make.reserved(person_key=person, amount_cents=700_00, ceiling=MAATWERK)

    answer = actions.reserve(**make.order(person_key=person, amount_cents=301_00, ceiling=MAATWERK))

    assert isinstance(answer, Refusal)
    assert answer.rule == "persoon.plafond"
    assert "Het maximum per persoon is € 1.000,00. Er is nog € 300,00 over." in answer.sentence()
    assert standing().reserved == 700_00


@pytest.mark.requirement("R-156")
def test_what_one_party_gave_still_counts_after_a_hand_over_to_another_party_and_region() -> None:
    make.budget(10_000_00)
    make.budget(10_000_00, region_code=make.OTHER_REGION)
    person = uuid.uuid4()
    make.committed(person_key=person, amount_cents=700_00, ceiling=MAATWERK)
    other_party = Actor(user_id=None, name="Ander", roles=frozenset({Role.ADVISER}), party_id=77, party_name="UWV")

    answer = actions.reserve(
        **make.order(
            actor=other_party, person_key=person, region_code=make.OTHER_REGION, amount_cents=301_00, ceiling=MAATWERK
        )
    )

    assert isinstance(answer, Refusal)
    assert "€ 300,00" in answer.sentence()


def test_another_person_has_a_ceiling_of_their_own() -> None:
    make.budget(10_000_00)
    make.reserved(amount_cents=1000_00, ceiling=MAATWERK)

    second = actions.reserve(**make.order(amount_cents=1000_00, ceiling=MAATWERK))

    assert not isinstance(second, Refusal)


@pytest.mark.parametrize("way_back", ["void", "expire", "release"])
def test_what_is_not_used_does_not_count_for_the_person_any_more(way_back: str) -> None:
    make.budget(10_000_00)
    person = uuid.uuid4()
    later = make.NOW + dt.timedelta(days=30)
    if way_back == "release":
        card = make.committed(person_key=person, amount_cents=700_00, ceiling=MAATWERK)
        make.given(actions.release(actor=ADVISER, key=card.key, because="Niet nodig", now=later))
    else:
        card = make.reserved(person_key=person, amount_cents=700_00, ceiling=MAATWERK)
    if way_back == "void":
        make.given(actions.void(actor=ADVISER, keys=[card.key], because="Niet gekozen", now=later))
    if way_back == "expire":
        actions.expire_reservations(now=later)

    assert queries.ceiling_used(person, MAATWERK.code) == 0
    assert standing() == Position(ceiling=10_000_00)


def test_binding_turns_what_was_reserved_into_what_is_committed() -> None:
    make.budget(1000_00)

    card = make.committed(amount_cents=300_00)

    assert card.state == "verplicht"
    assert standing() == Position(ceiling=1000_00, committed=300_00)


def test_binding_twice_binds_once() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=300_00)

    again = make.given(actions.commit(actor=ADVISER, keys=[card.key], now=make.NOW))

    assert again == (card,)
    assert standing().committed == 300_00


def test_several_reservations_are_bound_together_in_the_order_asked() -> None:
    make.budget(1000_00)
    make.budget(1000_00, stream="bemensing")
    keys = [make.reserved(amount_cents=100_00).key, make.reserved(stream="bemensing").key, make.reserved().key]

    cards = make.given(actions.commit(actor=ADVISER, keys=keys[::-1], now=make.NOW))

    assert [card.key for card in cards] == keys[::-1]
    assert {card.state for card in cards} == {"verplicht"}


def test_when_one_of_several_reservations_ran_out_none_is_bound() -> None:
    make.budget(1000_00)
    good, late = make.reserved(), make.reserved(expires_at=make.NOW + dt.timedelta(days=1), recipient="Te laat bv")

    answer = actions.commit(actor=ADVISER, keys=[good.key, late.key], now=make.NOW + dt.timedelta(days=1))

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.verlopen"
    assert "Te laat bv" in answer.sentence()
    assert standing() == Position(ceiling=1000_00, reserved=200_00)


def test_when_posting_fails_half_way_nothing_is_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    make.budget(1000_00)
    keys = [make.reserved().key, make.reserved().key]
    Account.objects.filter(kind="budget").update(debits_pending_cents=150_00)

    answer = actions.commit(actor=ADVISER, keys=keys, now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "ledger.pending"
    assert set(Commitment.objects.values_list("state", flat=True)) == {"gereserveerd"}
    Account.objects.filter(kind="budget").update(debits_pending_cents=200_00)


def test_a_lapsed_reservation_is_not_bound() -> None:
    make.budget(1000_00)
    card = make.reserved()
    make.given(actions.void(actor=ADVISER, keys=[card.key], because="Niet gekozen", now=make.NOW))

    answer = actions.commit(actor=ADVISER, keys=[card.key], now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.vervallen"


def test_an_unknown_key_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        actions.commit(actor=ADVISER, keys=[uuid.uuid4()], now=make.NOW)


def test_what_is_bound_does_not_lapse_with_its_term() -> None:
    make.budget(1000_00)
    make.committed(amount_cents=300_00)

    assert actions.expire_reservations(now=make.NOW + dt.timedelta(days=365)) == 0
    assert standing().committed == 300_00


def test_a_reservation_lapses_on_the_very_moment_of_its_end_and_not_before() -> None:
    make.budget(1000_00)
    end = make.NOW + dt.timedelta(days=14)
    make.reserved(expires_at=end)

    assert actions.expire_reservations(now=end - dt.timedelta(seconds=1)) == 0
    assert actions.expire_reservations(now=end) == 1
    assert actions.expire_reservations(now=end) == 0
    assert standing().free == 1000_00


def test_a_reservation_without_end_does_not_lapse() -> None:
    make.budget(1000_00)
    make.reserved(expires_at=None)

    assert actions.expire_reservations(now=make.NOW + dt.timedelta(days=3650)) == 0


def test_a_reservation_that_ran_out_does_not_stand_in_the_way_of_the_next() -> None:
    make.budget(1000_00)
    old = make.reserved(amount_cents=1000_00, expires_at=make.NOW + dt.timedelta(days=1))

    new = actions.reserve(**make.order(amount_cents=1000_00, now=make.NOW + dt.timedelta(days=2)))

    assert not isinstance(new, Refusal)
    assert queries.commitments_by_keys([old.key])[old.key].state == "vervallen"


def test_a_reservation_of_the_same_person_that_ran_out_in_another_region_gives_its_room_back() -> None:
    make.budget(1000_00)
    make.budget(1000_00, region_code=make.OTHER_REGION)
    person = uuid.uuid4()
    soon = make.NOW + dt.timedelta(days=1)
    make.reserved(person_key=person, amount_cents=800_00, ceiling=MAATWERK, expires_at=soon)

    answer = actions.reserve(
        **make.order(person_key=person, amount_cents=900_00, ceiling=MAATWERK, region_code=make.OTHER_REGION, now=soon)
    )

    assert not isinstance(answer, Refusal)
    assert standing().reserved == 0


def test_letting_lapse_what_is_bound_is_refused_and_nothing_else_lapses() -> None:
    make.budget(1000_00)
    free, bound = make.reserved(), make.committed()

    answer = actions.void(actor=ADVISER, keys=[free.key, bound.key], because="Stop", now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.vastgelegd"
    assert standing() == Position(ceiling=1000_00, reserved=100_00, committed=100_00)


def test_the_rest_of_a_commitment_goes_back_to_the_budget() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=300_00)
    half = uuid.uuid4()

    part = actions.release(
        actor=ADVISER, key=card.key, amount_cents=100_00, command=half, because="Korter", now=make.NOW
    )
    again = actions.release(
        actor=ADVISER, key=card.key, amount_cents=100_00, command=half, because="Korter", now=make.NOW
    )
    rest = make.given(actions.release(actor=ADVISER, key=card.key, because="Gestopt", now=make.NOW))

    assert part == again
    assert (rest.released_cents, rest.state) == (300_00, "vrijgegeven")
    assert standing() == Position(ceiling=1000_00)


def test_releasing_twice_releases_once() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=300_00)

    answers = {actions.release(actor=ADVISER, key=card.key, because="Gestopt", now=make.NOW) for _ in range(2)}

    assert len(answers) == 1
    assert standing().free == 1000_00


def test_what_is_claimed_is_not_released() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=300_00)
    make.claimed(card, amount_cents=200_00)

    too_much = actions.release(
        actor=ADVISER, key=card.key, amount_cents=101_00, command=uuid.uuid4(), because="Stop", now=make.NOW
    )
    rest = make.given(actions.release(actor=ADVISER, key=card.key, because="Stop", now=make.NOW))

    assert isinstance(too_much, Refusal)
    assert too_much.rule == "vrijgeven.te_veel"
    assert (rest.released_cents, rest.state) == (100_00, "verplicht")


def test_a_reservation_is_not_released_and_a_part_needs_a_key() -> None:
    make.budget(1000_00)
    card = make.reserved()

    answer = actions.release(actor=ADVISER, key=card.key, because="Stop", now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.niet_vast"
    with pytest.raises(ValueError, match="key of its own"):
        actions.release(actor=ADVISER, key=card.key, amount_cents=1, because="Stop", now=make.NOW)


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
