"""The demo: the story, the people to try, the clock and the post. Outside a demo all of this is not found."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.core.decision import Refusal
from overstap.oversight.actions import let_night_pass
from overstap.parties import actions as parties
from overstap.parties.demo_accounts import DemoAccount, demo_accounts
from overstap.parties.queries import installation
from overstap.web import clock
from overstap.web.actors import PERSONA
from overstap.web.demo.clockform import ClockForm
from overstap.web.demo.mailbox import letters
from overstap.web.demo.story import STORY
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.translation import sentence_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Choice:
    """Someone to try, with what they can show."""

    account: DemoAccount
    shows: str


@reading_view(roles="public", demo_only=True)
def start(request: ActingRequest) -> HttpResponse:
    """What can be tried here: the story step by step, the people, the clock."""
    accounts = demo_accounts(request.now)
    names = {account.key: account.name for account in accounts}
    context = {
        "participants": [account for account in accounts if account.is_participant],
        "professionals": [account for account in accounts if not account.is_participant],
        "story": [step for step in STORY if step.who in names or not step.who],
        "names": names,
        "clock_form": ClockForm(today=request.now.date()),
    }
    return render(request, "demo/start.html", context)


@writing_view(roles="public", demo_only=True, methods=("POST",))
def switch(request: ActingRequest) -> HttpResponse:
    """Become the person chosen in the bar; nobody when none was chosen."""
    return _become(request, request.POST.get("persona", ""))


@writing_view(roles="public", demo_only=True, methods=("POST",))
def become(request: ActingRequest, key: str) -> HttpResponse:
    """Become the person of this button."""
    return _become(request, key)


def _become(request: ActingRequest, key: str) -> HttpResponse:
    if not key:
        logout(request)
        return redirect("demo:start")
    account = next((one for one in demo_accounts(request.now) if one.key == key), None)
    if account is None:
        raise Http404
    user = get_user_model().objects.get(pk=account.user_id)
    logout(request)
    login(request, user, backend=BACKEND)
    request.session[PERSONA] = key
    return redirect(_own_page(request, "public:workplace"))


def _own_page(request: HttpRequest, fallback: str) -> str:
    """Where a story step wants to begin; only addresses of our own."""
    wanted = request.POST.get("naar", "")
    known = {step.address for step in STORY if step.address}
    return wanted if wanted in known else fallback


@writing_view(roles="public", demo_only=True)
def clock_page(request: ActingRequest) -> HttpResponse:
    """Move the day that the demo plays; only forwards, for what happened can't be undone."""
    form = ClockForm(request.POST if request.method == "POST" else None, today=request.now.date())
    if request.method == "POST" and form.is_valid():
        moved = parties.move_demo_date(actor=request.actor, to=form.cleaned_data["to"], now=request.now)
        if isinstance(moved, Refusal):
            form.add_error(None, sentence_of(moved))
        else:
            let_night_pass(now=clock.read(installation()))
            return redirect("demo:start")
    return render(request, "demo/clock.html", {"form": form}, status=400 if form.errors else 200)


@reading_view(roles="public", demo_only=True)
def mailbox(request: ActingRequest) -> HttpResponse:
    """The messages that would have been sent."""
    return render(request, "demo/mailbox.html", {"letters": letters(), "title": _("Post van de demo")})
