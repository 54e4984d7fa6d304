"""Payment runs as the cashier reads them, and the file that was made once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from overstap.audit import actions as audit
from overstap.audit.models import Mode
from overstap.core.actor import Actor, Role
from overstap.core.bankdays import SOURCE, is_bank_day
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.payments.access import access_run, access_run_line, may_see_payments
from overstap.payments.models import AccountState, LineState, PaymentRun, RunLine, RunState
from overstap.payments.values import CASHIER_WORK, RunCard, RunFile, RunLineCard, run_card, run_line_card
from overstap.treasury import queries as treasury

ROLE = Refusal(
    "betaalopdracht.rol", N_("Alleen de kassier stelt betaalopdrachten op en geeft ze vrij."), source=CASHIER_WORK
)
NOT_WAITING = Refusal(
    "betaalopdracht.besloten",
    N_("Deze betaalopdracht wacht niet meer op vrijgave."),
    remedy=N_("Ververs de pagina. U ziet dan wat er nu kan."),
)
OWN_RUN = Refusal(
    "betaalopdracht.eigen",
    N_("U hebt deze betaalopdracht zelf opgesteld. Iemand anders geeft haar vrij."),
    source=CASHIER_WORK,
    remedy=N_("Vraag een andere kassier."),
)
OWN_APPROVAL = Refusal(
    "betaalopdracht.goedkeurder",
    N_("U hebt de aanspraak van “%(recipient)s” zelf goedgekeurd. Iemand anders geeft deze opdracht vrij."),
    source=CASHIER_WORK,
    remedy=N_("Vraag een andere kassier."),
)
NO_BANK_DAY = Refusal(
    "betaalopdracht.bankdag",
    N_("Op %(day)s verwerken banken geen betalingen."),
    source=SOURCE,
    remedy=N_("Kies een werkdag. Op zaterdag, zondag en enkele feestdagen zijn banken dicht."),
)
DAY_PASSED = Refusal(
    "betaalopdracht.te_laat",
    N_("De dag van uitvoering, %(day)s, is voorbij."),
    remedy=N_("Trek de opdracht in en stel een nieuwe op."),
)
ACCOUNT_CHANGED = Refusal(
    "betaalopdracht.rekening_veranderd",
    N_("De rekening van “%(recipient)s” is veranderd nadat deze opdracht is opgesteld."),
    remedy=N_("Trek de opdracht in en stel een nieuwe op."),
)
CLAIM_CHANGED = Refusal(
    "betaalopdracht.aanspraak_veranderd",
    N_("De aanspraak van “%(recipient)s” is niet meer zoals toen deze opdracht werd opgesteld."),
    remedy=N_("Trek de opdracht in en stel een nieuwe op."),
)

LINE_WITH = ("run", "account", "debtor", "approved_by")


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run with its payments and, while it waits, what stands in the way of this actor releasing it."""

    card: RunCard
    lines: tuple[RunLineCard, ...]
    obstacles: tuple[Refusal, ...]
    because: str


@dataclass(frozen=True, slots=True)
class SentPayment:
    """A payment that went to the bank (verstuurde betaling), for the context that knows whom it is for."""

    claim_key: UUID
    end_to_end: str
    execution_on: date


def payments_sent(run_key: UUID) -> tuple[SentPayment, ...]:
    """What of a run went to the bank and did not come back; nothing of one that waits or was withdrawn."""
    rows = RunLine.objects.filter(run__key=run_key, state__in=(LineState.SENT, LineState.CONFIRMED)).order_by("id")
    found = rows.values_list("claim_key", "end_to_end", "run__execution_on")
    return tuple(SentPayment(*row) for row in found)


def runs(actor: Actor, *, until: datetime | None = None) -> tuple[RunCard, ...]:
    """Every run, newest first; `until` leaves out what was made later."""
    if not may_see_payments(actor):
        return ()
    rows = PaymentRun.objects.all() if until is None else PaymentRun.objects.filter(made_at__lte=until)
    return _cards(rows.select_related("made_by", "released_by").defer("file").order_by("-made_at", "-id"))


def run(actor: Actor, key: UUID, *, today: date) -> RunPage:
    """One run; raises NotFoundError for anyone who may not see it."""
    row = access_run(actor, key)
    lines = tuple(RunLine.objects.select_related(*LINE_WITH).filter(run=row).order_by("id"))
    obstacles = release_obstacles(actor, row, lines, today) if row.state == RunState.MADE else ()
    return RunPage(run_card_of(row), tuple(run_line_card(line) for line in lines), obstacles, row.because)


def run_file(actor: Actor, key: UUID, *, now: datetime) -> RunFile:
    """The file of a released run, always the same bytes; who fetched it is written down (R-261).

    Raises NotFoundError while there is none, and for anyone but the cashier.
    """
    row = access_run(actor, key)
    if row.state != RunState.RELEASED or row.file is None or not actor.has(Role.CASHIER):
        raise NotFoundError(f"no file of run {key}")
    audit.record(
        actor=actor, verb="bankbestand_ophalen", object_kind="betaalopdracht", object_id=row.key, now=now,
        mode=Mode.READ, details={"sha256": row.file_sha256},
    )  # fmt: skip
    return RunFile(f"{row.message_id}.xml", row.file.reveal().encode(), row.file_sha256)


def lines_of_claim(actor: Actor, claim_key: UUID) -> tuple[RunLineCard, ...]:
    """In which runs a claim stood, newest first."""
    if not may_see_payments(actor):
        return ()
    rows = RunLine.objects.select_related(*LINE_WITH).filter(claim_key=claim_key).order_by("-id")
    return tuple(run_line_card(row) for row in rows)


def run_line(actor: Actor, key: UUID) -> RunLineCard:
    """One payment of a run; raises NotFoundError for anyone who may not see it."""
    return run_line_card(access_run_line(actor, key))


def returned_lines(actor: Actor) -> tuple[RunLineCard, ...]:
    """The payments that came back and were not paid again yet, oldest first: work."""
    if not may_see_payments(actor):
        return ()
    rows = RunLine.objects.select_related(*LINE_WITH).filter(state=LineState.RETURNED).order_by("id")
    latest: dict[UUID, RunLine] = {row.claim_key: row for row in rows}
    live = RunLine.objects.filter(claim_key__in=latest).exclude(state__in=(LineState.RETURNED, LineState.DROPPED))
    again = set(live.values_list("claim_key", flat=True))
    return tuple(run_line_card(row) for key, row in latest.items() if key not in again)


def release_obstacles(actor: Actor, row: PaymentRun, lines: Iterable[RunLine], today: date) -> tuple[Refusal, ...]:
    """Everything that keeps this actor from releasing this run now."""
    rows = tuple(lines)
    found: list[Refusal] = []
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        found.append(ROLE)
    if row.made_by_id == actor.user_id:
        found.append(OWN_RUN)
    if row.execution_on < today:
        found.append(_with(DAY_PASSED, day=day(row.execution_on)))
    claims = treasury.claims_by_keys(line.claim_key for line in rows)
    for line in rows:
        claim = claims.get(line.claim_key)
        if line.approved_by_id == actor.user_id:
            found.append(_with(OWN_APPROVAL, recipient=line.recipient))
        if AccountState.REPLACED in {line.account.state, line.debtor.state}:
            found.append(_with(ACCOUNT_CHANGED, recipient=line.recipient))
        was = (line.amount_cents, line.recipient, line.approved_by_id, "goedgekeurd")
        if claim is None or (claim.amount_cents, claim.recipient, claim.decided_by_id, claim.state) != was:
            found.append(_with(CLAIM_CHANGED, recipient=line.recipient))
    return tuple(dict.fromkeys(found))


def day_refusal(on: date, today: date) -> Refusal | None:
    """What is wrong with a day of execution: it must be a coming day on which banks work."""
    if on <= today:
        return Refusal(
            "betaalopdracht.datum",
            N_("De dag van uitvoering moet nog komen."),
            remedy=N_("Kies een werkdag na vandaag, zodat een collega op tijd kan vrijgeven."),
        )
    return None if is_bank_day(on) else _with(NO_BANK_DAY, day=day(on))


def run_card_of(row: PaymentRun) -> RunCard:
    """The card of one run."""
    return _cards([row])[0]


def _cards(rows: Iterable[PaymentRun]) -> tuple[RunCard, ...]:
    found = list(rows)
    ids = [row.pk for row in found]
    counted = (
        RunLine.objects.filter(run__in=ids)
        .order_by()
        .values("run_id", "stream")
        .annotate(
            confirmed=Count("id", filter=Q(state=LineState.CONFIRMED)),
            returned=Count("id", filter=Q(state=LineState.RETURNED)),
        )
    )
    by_run: dict[int, list[dict[str, object]]] = {}
    for one in counted:
        by_run.setdefault(one["run_id"], []).append(dict(one))
    return tuple(
        run_card(
            row,
            streams=tuple(sorted(str(one["stream"]) for one in by_run.get(row.pk, []))),
            confirmed=sum(int(str(one["confirmed"])) for one in by_run.get(row.pk, [])),
            returned=sum(int(str(one["returned"])) for one in by_run.get(row.pk, [])),
        )
        for row in found
    )


def day(on: date) -> str:
    """A date as a refusal holds it; a screen writes it out."""
    return f"{on:%d-%m-%Y}"


def _with(refusal: Refusal, **details: str) -> Refusal:
    return Refusal(refusal.rule, refusal.because, refusal.source, refusal.remedy, tuple(details.items()))
