"""What the bank says: reading statements in, and the lines and returns that are work."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from overstap.core.actor import Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.payments import actions, queries
from overstap.payments.camt import MOST_BYTES
from overstap.payments.demo_bank import answers
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest, plays_demo
from overstap.web.treasury.paying.forms import LinkForm, ReasonForm, StatementForm
from overstap.web.treasury.paying.showing import show_paying
from overstap.web.treasury.showing import MONEY, done, refused

LINK = "koppelen"
NOTHING_WAITS = Refusal(
    "demo.bank",
    N_("De bank heeft niets te melden."),
    remedy=N_("Geef eerst een betaalopdracht vrij, en zet de klok op de dag van uitvoering."),
)


@writing_view(roles=MONEY)
def statements(request: ActingRequest) -> HttpResponse:
    """Every statement, the work that is left, and reading a file in."""
    form = StatementForm(request.POST, request.FILES) if request.method == "POST" else StatementForm()
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.import_statements(
            actor=request.actor, content=_contents(form.cleaned_data["file"]), now=request.now
        )
        refusal = refused(answer)
        if not isinstance(answer, Refusal):
            unknown = sum(card.open_count for card in answer)
            read = ngettext("%(n)d afschrift is ingelezen.", "%(n)d afschriften zijn ingelezen.", len(answer))
            left = ngettext("%(n)d regel zoekt u nog uit.", "%(n)d regels zoekt u nog uit.", unknown)
            sentence = f"{read % {'n': len(answer)}} {left % {'n': unknown}}"
            return done(request, sentence, "treasury:statement", answer[0].key)
    return _page(request, form, refusal)


def _page(request: ActingRequest, form: StatementForm, refusal: Refusal | None) -> HttpResponse:
    return show_paying(
        request,
        "statements",
        form=form,
        refusal=refusal,
        problems=refusal.problems if isinstance(refusal, actions.ImportRefusal) else (),
        statements=queries.statements(request.actor),
        work=queries.lines_to_settle(request.actor),
        returned=queries.returned_lines(request.actor),
        is_cashier=request.actor.has(Role.CASHIER),
        plays_demo=plays_demo(request),
    )


def _contents(file: BinaryIO) -> bytes:
    """What is in a file; of one that is too big, just enough to tell that it is."""
    return file.read(MOST_BYTES + 1)


@reading_view(roles=frozenset({Role.CASHIER}))
def demo_statement(request: ActingRequest) -> HttpResponse:
    """What the bank of the demo says of what waits on one account: the first comes back, the others are booked."""
    if not plays_demo(request):
        raise NotFoundError(request.path)
    found = answers(timezone.localdate(request.now))
    if not found:
        return _page(request, StatementForm(), NOTHING_WAITS)
    answer = HttpResponse(found[0], content_type="application/xml")
    answer["Content-Disposition"] = 'attachment; filename="proefafschrift.xml"'
    return answer


@reading_view(roles=MONEY)
def statement(request: ActingRequest, key: UUID) -> HttpResponse:
    """One statement with what each line turned out to be."""
    page = queries.statement(request.actor, key)
    return show_paying(request, "statement", page=page, card=page.card)


@writing_view(roles=MONEY)
def statement_line(request: ActingRequest, key: UUID) -> HttpResponse:
    """One line that nobody knows: link it to a payment, or write down what it was."""
    linking = request.POST.get("deed") == LINK
    link = LinkForm(request.POST if linking else None)
    form = ReasonForm(
        request.POST if request.method == "POST" and not linking else None,
        label=gettext("Wat is deze regel, en wat deed u ermee?"),
    )
    refusal: Refusal | None = None
    if linking and link.is_valid():
        answer = actions.link_line(
            actor=request.actor, line_key=key, end_to_end=link.cleaned_data["end_to_end"], now=request.now
        )
        refusal = refused(answer)
    elif request.method == "POST" and not linking and form.is_valid():
        because = form.cleaned_data["because"]
        refusal = refused(actions.settle_line(actor=request.actor, line_key=key, because=because, now=request.now))
    sent = link.is_valid() if linking else request.method == "POST" and form.is_valid()
    if sent and refusal is None:
        return done(request, gettext("De regel is afgehandeld."), "treasury:statements")
    line = queries.statement_line(request.actor, key)
    return show_paying(
        request, "statement_line", line=line, link=link, reason_form=form, form=link if linking else form,
        refusal=refusal, may=request.actor.has(Role.CASHIER) and line.state == "open",
    )  # fmt: skip


@writing_view(roles=MONEY)
def returned(request: ActingRequest, key: UUID) -> HttpResponse:
    """A payment that came back: why, and what to do before it is paid again."""
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=gettext("Waarom mag deze betaling opnieuw naar dezelfde rekening?"),
        help_text=gettext("Bijvoorbeeld: de bank gebeld, het was een storing."),
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        refusal = refused(actions.clear_return(actor=request.actor, line_key=key, because=because, now=request.now))
        if refusal is None:
            sentence = gettext("Vastgelegd. De aanspraak kan weer in een betaalopdracht.")
            return done(request, sentence, "treasury:runs")
    line = queries.run_line(request.actor, key)
    others = [one for one in queries.lines_of_claim(request.actor, line.claim_key) if one.key != line.key]
    payee = next((one for one in queries.payees(request.actor) if one.recipient == line.recipient), None)
    return show_paying(
        request, "returned", line=line, others=others, payee=payee, form=form, refusal=refusal,
        may=request.actor.has(Role.CASHIER) and line.state == "teruggekomen",
    )  # fmt: skip
