"""Middleware: who asks and when, and the second factor of professionals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from overstap.audit.tracing import tracing
from overstap.core.actor import Actor
from overstap.parties import queries as parties
from overstap.web import clock
from overstap.web.actors import PERSONA, actor_of, memberships
from overstap.web.request import NOBODY, ActingRequest, plays_demo

Answer = Callable[[HttpRequest], HttpResponse]


class TraceMiddleware:
    """Lets all that a request writes in the trail belong together, with what the caller did (W3C Trace Context)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take the trace over from who asks, and tell them ours."""
        with tracing(request.headers.get("traceparent", "")) as trace:
            response = self.get_response(request)
            response.headers["traceresponse"] = trace.traceparent
        return response


class ActingMiddleware:
    """Puts the actor, the moment and the installation on the request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fill what `ActingRequest` promises."""
        acting = cast("ActingRequest", request)
        acting.installation = parties.installation()
        acting.now = clock.read(acting.installation)
        acting.memberships = memberships(request, acting.now)
        acting.actor = actor_of(request, acting.memberships, acting.now)
        response = self.get_response(acting)
        # A fragment and a page live at one address; a cache must not mix them up.
        response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
        if "Cache-Control" not in response.headers:
            # Also the pages of the library for signing in, and a page that is not found: all name who is signed in.
            add_never_cache_headers(response)
        return response


class HouseLoginMiddleware(LoginRequiredMiddleware):
    """Every page needs an account unless it says otherwise; ours also open for who came in with the code of a letter.

    Our own guards look for themselves who that is; the pages of the library only know accounts.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Let through who came in with a letter, to pages with a guard of ours."""
        actor: Actor = getattr(request, "actor", NOBODY)
        if actor.is_person and hasattr(view_func, "roles"):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class SecondFactorMiddleware:
    """Sends a professional without a second factor to set one up; nothing else opens before that."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through who needs no second factor, has one, or is on the way to one."""
        if self._lacks_factor(cast("ActingRequest", request)) and not self._on_the_way(request.path):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    @staticmethod
    def _lacks_factor(request: ActingRequest) -> bool:
        if not request.memberships or (plays_demo(request) and PERSONA in request.session):
            return False
        return not is_mfa_enabled(request.user)

    @staticmethod
    def _on_the_way(path: str) -> bool:
        open_paths = (reverse("account_login").rsplit("/", 2)[0] + "/", reverse("public:language"))
        return path.startswith(open_paths)
