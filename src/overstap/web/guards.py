"""Every view declares who may see it and whether it writes; what it did not declare it cannot do."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, Literal

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import Http404, HttpResponseBase, HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers

from overstap.audit.actions import note_attempt
from overstap.casework.remembering import one_reading
from overstap.core.actor import Role
from overstap.core.decision import ForeignError, NotFoundError
from overstap.web.request import ActingRequest, plays_demo

Audience = frozenset[Role] | Literal["public", "signed_in"]
View = Callable[..., HttpResponseBase]
Guard = Callable[[View], View]

PROFESSIONALS = frozenset(Role) - {Role.PERSON}

_ONE_STATEMENT = re.compile(r"[^;]*;?\s*", re.DOTALL)
_HARMLESS = re.compile(
    r"\s*(?:SELECT\b|SAVEPOINT\b|RELEASE SAVEPOINT\b|ROLLBACK TO SAVEPOINT\b|BEGIN\b|"
    r"INSERT INTO \"(?:audit_auditline|mediation_shown(?:list|match))\")",
    re.IGNORECASE,
)


class WriteInReadingViewError(RuntimeError):
    """A view that only reads tried to change something: a mistake in the program, never of the reader."""


def _refuse_writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
    if not _HARMLESS.match(sql) or not _ONE_STATEMENT.fullmatch(sql):
        raise WriteInReadingViewError(sql.split("(", maxsplit=1)[0].strip())
    return execute(sql, params, many, context)


@contextmanager
def only_reading() -> Iterator[None]:
    """Refuse any SQL but questions, the audit line that says who looked, and which list they were shown.

    What the set-up says does not change meanwhile, so it is asked once.
    """
    with one_reading(), ExitStack() as wrappers:
        for connection in connections.all():
            wrappers.enter_context(connection.execute_wrapper(_refuse_writing))
        yield


def reading_view(*, roles: Audience, purpose: str = "", demo_only: bool = False) -> Guard:
    """A view that answers a question (GET, HEAD); `purpose` is the purpose under which it opens a file."""
    return _guarded(roles=roles, purpose=purpose, demo_only=demo_only, methods=("GET", "HEAD"))


def writing_view(
    *, roles: Audience, purpose: str = "", demo_only: bool = False, methods: Sequence[str] = ("GET", "HEAD", "POST")
) -> Guard:
    """A view that changes something by POST; showing its form (GET) runs under the same guard as a reading view."""
    return _guarded(roles=roles, purpose=purpose, demo_only=demo_only, methods=tuple(methods))


def _guarded(*, roles: Audience, purpose: str, demo_only: bool, methods: tuple[str, ...]) -> Guard:
    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if demo_only and not plays_demo(request):
                raise Http404
            if roles != "public" and not (request.user.is_authenticated or request.actor.is_person):
                return redirect_to_login(request.get_full_path())
            if not isinstance(roles, str) and not request.actor.has(*roles):
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            response = _answer(view, request, args, kwargs)
            # Every page names who is signed in, and the public ones hold what somebody is typing.
            add_never_cache_headers(response)
            return response

        guarded.writes = "POST" in methods  # type: ignore[attr-defined]
        guarded.roles = roles  # type: ignore[attr-defined]
        guarded.purpose = purpose  # type: ignore[attr-defined]
        guarded.login_required = roles != "public"  # type: ignore[attr-defined]
        return guarded

    return decorate


def _answer(view: View, request: ActingRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    """Run the view; what does not exist for this actor is not found, whether it exists for others or not."""
    try:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        with only_reading():
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if callable(render) else response
    except NotFoundError as missing:
        if isinstance(missing, ForeignError):
            # Outside the work of the view, which is rolled back by now: the line of the attempt stays.
            note_attempt(actor=request.actor, error=missing, now=request.now)
        raise Http404 from missing
