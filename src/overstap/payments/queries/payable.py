"""What could be paid now: approved claims, where to, from where, and what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.sepa import return_reason
from overstap.payments.access import may_see_payments
from overstap.payments.models import LIVE_STATES, AccountState, DebtorAccount, LineState, PayeeAccount, RunLine
from overstap.payments.values import ACCOUNTABILITY, CASHIER_WORK
from overstap.treasury import queries as treasury
from overstap.treasury.values import ClaimCard

NOT_APPROVED = Refusal(
    "betaalopdracht.stand", N_("Deze aanspraak is niet goedgekeurd, of al betaald."), source=CASHIER_WORK
)
IN_A_RUN = Refusal(
    "betaalopdracht.dubbel",
    N_("Deze aanspraak staat al in een betaalopdracht."),
    remedy=N_("Open die betaalopdracht."),
)
NO_PAYEE = Refusal(
    "betaalopdracht.begunstigde",
    N_("Wij weten nog niet op welke rekening “%(recipient)s” wordt betaald."),
    remedy=N_("Leg het rekeningnummer vast en laat een collega het bevestigen."),
)
NOT_CONFIRMED = Refusal(
    "betaalopdracht.bevestigen",
    N_("Het rekeningnummer van “%(recipient)s” wacht op een tweede persoon."),
    remedy=N_("Vraag een collega om het nummer te bevestigen."),
)
NO_DEBTOR = Refusal(
    "betaalopdracht.rekening",
    N_("Voor deze geldstroom is nog geen rekening van de kassier vastgelegd."),
    remedy=N_("Leg vast van welke rekening deze geldstroom betaalt. Een tweede persoon bevestigt dat."),
)
NO_GROUND = Refusal(
    "betaalopdracht.grondslag",
    N_("Bij deze aanspraak ontbreekt de grondslag of het bewijs."),
    source=ACCOUNTABILITY,
    remedy=N_("Wijs de aanspraak af en laat haar opnieuw indienen met bewijs."),
)
CAME_BACK = N_("De vorige betaling kwam terug. %(reason)s")
CHANGE_ACCOUNT = N_("Leg een ander rekeningnummer vast en laat een collega het bevestigen.")
CLEAR_FIRST = N_("Zoek uit wat er is gebeurd, en schrijf bij de teruggekomen betaling op waarom het weer mag.")


@dataclass(frozen=True, slots=True)
class Payable:
    """An approved claim with what a payment of it needs (te betalen aanspraak)."""

    claim: ClaimCard
    account_id: int | None
    holder: str
    masked: str
    debtor_id: int | None
    attempt: int
    obstacle: Refusal | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known about the claims of one question, read in a few statements."""

    accounts: dict[str, PayeeAccount]
    proposed: frozenset[str]
    debtors: dict[str, DebtorAccount]
    lines: dict[UUID, list[RunLine]]


def payables(actor: Actor) -> tuple[Payable, ...]:
    """Every approved claim that stands in no run, oldest first, with what stands in the way of paying it."""
    if not may_see_payments(actor):
        return ()
    return tuple(one for one in judge(treasury.payments_waiting(actor)) if one.obstacle != IN_A_RUN)


def judge(claims: Iterable[ClaimCard]) -> tuple[Payable, ...]:
    """Say of each claim whether it can be paid now, in the order given."""
    cards = tuple(claims)
    known = _known(cards)
    return tuple(_payable(card, known) for card in cards)


def _known(claims: tuple[ClaimCard, ...]) -> _Known:
    names, keys = {card.recipient for card in claims}, [card.key for card in claims]
    accounts = PayeeAccount.objects.select_related("payee").filter(payee__recipient__in=names).order_by("id")
    found = [row for row in accounts if row.state in {AccountState.CONFIRMED, AccountState.PROPOSED}]
    debtors = DebtorAccount.objects.filter(state=AccountState.CONFIRMED).order_by("id")
    lines: dict[UUID, list[RunLine]] = {}
    for line in RunLine.objects.filter(claim_key__in=keys).order_by("id"):
        lines.setdefault(line.claim_key, []).append(line)
    by_state = Counter((row.payee.recipient, row.state) for row in found)
    return _Known(
        accounts={row.payee.recipient: row for row in found if row.state == AccountState.CONFIRMED},
        proposed=frozenset(name for name, state in by_state if state == AccountState.PROPOSED),
        debtors={row.stream: row for row in debtors},
        lines=lines,
    )


def _payable(claim: ClaimCard, known: _Known) -> Payable:
    account, debtor = known.accounts.get(claim.recipient), known.debtors.get(claim.stream)
    lines = known.lines.get(claim.key, [])
    return Payable(
        claim=claim,
        account_id=account.pk if account else None,
        holder=account.holder if account else "",
        masked=f"•••• {account.iban.reveal()[-4:]}" if account else "",
        debtor_id=debtor.pk if debtor else None,
        attempt=len(lines) + 1,
        obstacle=_obstacle(claim, account, debtor, lines, known),
    )


def _obstacle(
    claim: ClaimCard,
    account: PayeeAccount | None,
    debtor: DebtorAccount | None,
    lines: list[RunLine],
    known: _Known,
) -> Refusal | None:
    about = (("recipient", claim.recipient),)
    checks: tuple[tuple[bool, Refusal], ...] = (
        (any(line.state in LIVE_STATES for line in lines), IN_A_RUN),
        (claim.state != "goedgekeurd" or claim.decided_by_id is None, NOT_APPROVED),
        (not claim.legal_basis.strip() or not claim.evidence.strip(), NO_GROUND),
        (account is None and claim.recipient in known.proposed, _about(NOT_CONFIRMED, about)),
        (account is None, _about(NO_PAYEE, about)),
        (debtor is None, NO_DEBTOR),
    )
    found = next((refusal for stands, refusal in checks if stands), None)
    return found or _after_return(account, lines)


def _after_return(account: PayeeAccount | None, lines: list[RunLine]) -> Refusal | None:
    """What came back is not simply sent again: to another account, or after someone wrote down why it may."""
    returned = [line for line in lines if line.state == LineState.RETURNED]
    if not returned or account is None or returned[-1].account_id != account.pk:
        return None
    reason = return_reason(returned[-1].reason_code)
    if returned[-1].cleared_at is not None and not reason.new_account:
        return None
    return Refusal(
        "betaalopdracht.teruggekomen",
        CAME_BACK,
        remedy=CHANGE_ACCOUNT if reason.new_account else CLEAR_FIRST,
        details=(("reason", reason.because),),
    )


def _about(refusal: Refusal, details: tuple[tuple[str, str], ...]) -> Refusal:
    return Refusal(refusal.rule, refusal.because, refusal.source, refusal.remedy, details)
