"""What must be true of commitments, claims, payments and ceilings per person, by their entries alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Sum, Value, When

from overstap.audit.queries import keys_without_line
from overstap.core.ledger import EntryKind
from overstap.treasury.models import Claim, Commitment, Entry, Payment, PersonCeiling
from overstap.treasury.queries.proving import Rows, differing
from overstap.treasury.values import Problem

_FACTS = ("reserved", "reservations", "state", "paid", "released")


def _commitments() -> Iterator[Problem]:
    """The state and the amounts of every commitment follow from its entries."""
    kept = Commitment.objects.values_list("id", "amount_cents", Value(1), "state", "paid_cents", "released_cents")
    by_entries = (
        Entry.objects.filter(commitment__isnull=False)
        .values("commitment_id")
        .annotate(**_sums())
        .annotate(by_paid=_PAID, by_released=_GIVEN_BACK, by_open=_OPEN, first_reservations=_FIRST_RESERVATIONS)
        .annotate(by_state=_STATE)
        .values_list("commitment_id", "reserved", "first_reservations", "by_state", "by_paid", "by_released")
    )
    left, right = ({row[0]: row[1:] for row in rows} for rows in differing(kept, by_entries))
    keys = dict(Commitment.objects.filter(id__in=left.keys() | right.keys()).values_list("id", "key"))
    for number in sorted(left.keys() | right.keys()):
        # Without entries there is no reservation; without a commitment the database would not have let the entry in.
        told, computed = left.get(number, ()), right.get(number, (0, 0, "", 0, 0))
        for name, here, there in zip(_FACTS, told, computed, strict=False):
            if here != there:
                yield Problem(f"commitment: {name}", f"commitment {keys[number]}", f"{here}, by the entries {there}")


def _sums() -> dict[str, Any]:
    of_kind = {kind: Q(kind=kind.value) for kind in EntryKind}
    cents = {
        f"c_{kind.name.lower()}": Sum("amount_cents", filter=of_kind[kind], default=0)
        for kind in EntryKind
        if kind not in {EntryKind.ALLOT, EntryKind.WITHDRAW, EntryKind.RESERVE, EntryKind.VOID}
    }
    return cents | {
        "reserved": Sum("amount_cents", filter=of_kind[EntryKind.RESERVE], default=0),
        "reservations": Count("id", filter=of_kind[EntryKind.RESERVE]),
        "commits": Count("id", filter=of_kind[EntryKind.COMMIT]),
        "voids": Count("id", filter=of_kind[EntryKind.VOID]),
    }


_PAID = F("c_pay") + F("c_retake") - F("c_recover") - F("c_return")
_GIVEN_BACK = F("c_release") + F("c_recover") - F("c_recommit") - F("c_retake")
_OPEN = F("c_commit") + F("c_return") + F("c_recommit") - F("c_pay") - F("c_release")
# What was bound later on top was reserved and committed at once: of those there are as many as of the other.
_FIRST_RESERVATIONS = Case(When(commits__gt=1, then=F("reservations") - F("commits") + 1), default=F("reservations"))
_STATE = Case(
    When(Q(commits__gt=0) & ~Q(by_released=0) & Q(by_open=0), then=Value(Commitment.State.RELEASED.value)),
    When(commits__gt=0, then=Value(Commitment.State.COMMITTED.value)),
    When(voids__gt=0, then=Value(Commitment.State.VOIDED.value)),
    default=Value(Commitment.State.RESERVED.value),
    output_field=CharField(),
)


def _claimed() -> Iterator[Problem]:
    """What counts as claimed on a commitment is what was claimed and neither rejected nor recovered."""
    recovered = Payment.objects.filter(claim=OuterRef("pk"), recovered_cents__gt=0)
    counting = Claim.objects.exclude(state=Claim.State.REJECTED).filter(~Exists(recovered)).order_by()
    by_claims = counting.values_list("commitment__key").annotate(asked=Sum("amount_cents"))
    kept = Commitment.objects.order_by().exclude(claimed_cents=0).values_list("key", "claimed_cents")
    for (key,), by_both in _differing_sums(kept, by_claims):
        yield Problem("commitment: claimed", f"commitment {UUID(str(key))}", "{}, by the claims {}".format(*by_both))


def _differing_sums(kept: Rows, computed: Rows) -> Iterator[tuple[tuple[Any, ...], tuple[int, int]]]:
    """What is kept and what it comes to, for every key for which they differ; the last column is the sum."""
    left, right = ({row[:-1]: row[-1] for row in rows} for rows in differing(kept, computed))
    for key in {**left, **right}:
        yield key, (left.get(key, 0), right.get(key, 0))


def _claims() -> Iterator[Problem]:
    standing = Payment.objects.filter(claim=OuterRef("pk"), return_entry__isnull=True)
    for claim in Claim.objects.filter(~Exists(standing), state=Claim.State.PAID).order_by("id"):
        yield Problem("a paid claim has a payment", f"claim {claim.key}", "no payment")
    for claim in Claim.objects.filter(Exists(standing)).exclude(state=Claim.State.PAID).order_by("id"):
        yield Problem("a payment follows an approved claim", f"claim {claim.key}", claim.state)


def _payments() -> Iterator[Problem]:
    right = Q(
        amount_cents=F("claim__amount_cents"),
        entry__amount_cents=F("amount_cents"),
        entry__kind=EntryKind.PAY.value,
        entry__commitment=F("claim__commitment"),
        approved_by=F("claim__decided_by"),
    )
    for payment in Payment.objects.exclude(right).order_by("id"):
        yield Problem("a payment is its claim and its entry", f"payment {payment.id}", str(payment))
    came_back = Q(return_entry__kind=EntryKind.RETURN.value, return_entry__reverses=F("entry"))
    for payment in Payment.objects.filter(return_entry__isnull=False).exclude(came_back).order_by("id"):
        yield Problem("what came back undoes its payment", f"payment {payment.id}", f"entry {payment.return_entry_id}")
    for entry in Entry.objects.filter(kind=EntryKind.PAY.value, payment__isnull=True).order_by("id"):
        yield Problem("what is paid has a payment", f"entry {entry.id}", str(entry))


def _people() -> Iterator[Problem]:
    """What a person used of a ceiling is what the commitments come to that count towards it, and not more than it."""
    counting = Commitment.objects.exclude(ceiling_code="").exclude(state=Commitment.State.VOIDED).order_by()
    by_commitments = (
        counting.values_list("person_key", "ceiling_code")
        .annotate(used=Sum(F("amount_cents") - F("released_cents")))
        .exclude(used=0)
    )
    kept = PersonCeiling.objects.order_by().exclude(used_cents=0).values_list("person_key", "code", "used_cents")
    for (person_key, code), by_both in _differing_sums(kept, by_commitments):
        found = "{}, by the commitments {}".format(*by_both)
        yield Problem("ceiling per person", f"person {UUID(str(person_key))} {code}", found)
    for row in PersonCeiling.objects.filter(used_cents__gt=F("limit_cents")).order_by("id"):
        where = f"person {row.person_key} {row.code}"
        yield Problem("ceiling per person", where, f"{row.used_cents} of {row.limit_cents}")


def _trail() -> Iterator[Problem]:
    """Every deed with money is in the audit trail."""
    decided = Claim.objects.filter(decided_at__isnull=False)
    deeds = (
        ("verplichting", (), Commitment.objects.all()),
        ("aanspraak", ("aanspraak_indienen",), Claim.objects.all()),
        ("aanspraak", ("aanspraak_goedgekeurd",), decided.filter(state__in=(Claim.State.APPROVED, Claim.State.PAID))),
        ("aanspraak", ("aanspraak_afgewezen",), decided.filter(state=Claim.State.REJECTED)),
    )
    for object_kind, verbs, rows in deeds:
        keys = rows.order_by().values_list("key", flat=True)
        for key in keys_without_line(keys, object_kind=object_kind, verbs=verbs):
            yield Problem("every deed is in the trail", f"{object_kind} {key}", f"no line {' or '.join(verbs)}".strip())


CHECKS_OF_CASES: tuple[Callable[[], Iterator[Problem]], ...] = (
    _commitments,
    _claimed,
    _claims,
    _payments,
    _people,
    _trail,
)
