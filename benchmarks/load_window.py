"""What the rush asks of the product: `load_window.py WORDS WINDOW NUMBER`, answered in JSON."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

from overstap.cli.program import edge_now, prepare, start_django
from overstap.core.actor import SYSTEM
from overstap.site.settings import settings_module

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from overstap.allotment.models import Application

LOOK_SECONDS = 0.02
STREAM, REGION, YEAR = "ontschot_budget", "AM26", 2021


def open_window(code: str, places: int, *, way: str = "volgorde", euros: bool = False) -> dict[str, object]:
    """Open a window for this many places or cents, with a waiting list and without an end; cents come from a budget."""
    from overstap.allotment.models import Unit, Way, Window

    now = edge_now()
    of_stream = (
        {"unit": Unit.EUROS, "stream": STREAM, "region_code": REGION, "year": YEAR} if euros else {"unit": Unit.PLACES}
    )
    if euros:
        give_budget(places, now)
    Window.objects.create(
        code=code,
        name_nl="Drukte",
        name_en="Rush",
        scheme="stap",
        scheme_version=now.date(),
        source="benchmark",
        way=Way(way),
        opens_at=now - dt.timedelta(hours=1),
        funded_ceiling=places,
        answer_days=14,
        **of_stream,
    )
    return {}


def give_budget(cents: int, now: dt.datetime) -> None:
    """Set the budget that the window spends."""
    from django.contrib.auth import get_user_model

    from overstap.core.actor import Actor, Role
    from overstap.core.decision import Refusal
    from overstap.treasury.actions import load_streams, set_budget

    # The streams of the schemes that are shipped, which play in this year.
    load_streams(now=now.replace(year=YEAR, month=7, day=1))
    user = get_user_model()._default_manager.create(email="kader@example.org")  # noqa: SLF001
    keeper = Actor(user_id=user.pk, name="Kader", roles=frozenset({Role.FRAMEWORK_KEEPER}))
    answer = set_budget(
        actor=keeper,
        stream=STREAM,
        region_code=REGION,
        year=YEAR,
        amount_cents=cents,
        source="benchmark",
        key=uuid4(),
        now=now,
    )
    if isinstance(answer, Refusal):
        raise SystemExit(answer.because)


def wait(code: str, patience: int) -> dict[str, object]:
    """Wait until everything is decided; gives the ranks by key, how much was given, and when it was ready."""
    from overstap.allotment.models import Application

    rows = Application.objects.filter(window__code=code)
    deadline = time.monotonic() + patience
    while rows.filter(rank__isnull=True).order_by().exists():
        if time.monotonic() > deadline:
            raise SystemExit("the settler did not settle everything")
        time.sleep(LOOK_SECONDS)
    until = time.monotonic()
    return {"until": until, **counted(code)}


def counted(code: str) -> dict[str, object]:
    """Count what became of a window: the ranks by key, and what passed a ceiling or was done more than once."""
    from overstap.allotment.models import Application, Window

    rows = Application.objects.filter(window__code=code)
    ranks = {str(key): rank for key, rank in rows.values_list("key", "rank")}
    given = list(rows.filter(granted__gt=0).values_list("amount", "granted"))
    window = Window.objects.get(code=code)
    if sum(granted for _, granted in given) != window.held:
        raise SystemExit("the totals of the window are not those of its applications")
    return {
        "ranks": ranks,
        "granted": len(given),
        "over": max(0, window.held - window.funded_ceiling),
        "doubled": doubled(rows) + sum(granted > amount for amount, granted in given),
    }


def close(code: str) -> dict[str, object]:
    """Close the window: whoever wanted something has asked."""
    from overstap.allotment.clock import database_now
    from overstap.allotment.models import Window

    now = database_now(edge_now())
    Window.objects.filter(code=code).exclude(opens_at__gte=now).update(closes_at=now)
    return {}


def divide(code: str) -> dict[str, object]:
    """Give what is still to be given: to the head of the list, or to everybody a share."""
    from overstap.allotment.actions import close_and_share, release_places
    from overstap.allotment.models import Way, Window
    from overstap.core.decision import Refusal

    if Window.objects.get(code=code).way != Way.SHARED:
        return {"offered": release_places(now=edge_now(), window=code)}
    answer = close_and_share(actor=SYSTEM, window=code, now=edge_now())
    if isinstance(answer, Refusal):
        raise SystemExit(answer.because)
    return {}


def problems(code: str) -> dict[str, object]:
    """Prove the books and the windows, and that this window gave all it could, to the first who came."""
    from overstap.allotment import queries as windows
    from overstap.treasury import queries as books

    found = (*books.check_invariants(), *windows.check_invariants())
    return {"problems": [f"{one.invariant}: {one.where}: {one.found}" for one in found] + unfair(code)}


def unfair(code: str) -> list[str]:
    """Tell what this window kept that it should have given, and who got something before an earlier one."""
    from django.db.models import Max, Min, Sum

    from overstap.allotment.models import Application, Way, Window

    window = Window.objects.get(code=code)
    rows = Application.objects.filter(window=window).order_by()
    asked = rows.exclude(same_as__isnull=False).aggregate(asked=Sum("amount", default=0))["asked"]
    due = min(asked, window.funded_ceiling)
    found = [] if window.held == due else [f"gave {window.held} of {due}"]
    got = rows.filter(granted__gt=0)
    if window.way == Way.SHARED:
        shares = got.values("amount").annotate(least=Min("granted"), most=Max("granted"))
        return found + [
            f"shares from {one['least']} to {one['most']}" for one in shares if one["most"] > one["least"] + 1
        ]
    last, first = got.aggregate(at=Max("rank"))["at"], rows.filter(granted=0).aggregate(at=Min("rank"))["at"]
    return found + ([f"{last} got a place and {first} did not"] if last and first and last > first else [])


def doubled(rows: QuerySet[Application]) -> int:
    """Count what was decided, granted or bound to money more than once, and money bound to no application."""
    from django.db.models import Count

    from overstap.audit.models import AuditLine
    from overstap.treasury.models import Commitment

    lines = AuditLine.objects.filter(verb__in=("aanvragen", "aandeel_toekennen"), object_kind="aanvraag").order_by()
    twice = lines.values("verb", "object_id").annotate(times=Count("id")).filter(times__gt=1).count()
    people = rows.order_by().filter(granted__gt=0).values("applicant_key")
    loose = Commitment.objects.exclude(key__in=rows.filter(granted__gt=0).order_by().values("key")).count()
    return twice + people.annotate(times=Count("id")).filter(times__gt=1).count() + loose


def form(code: str) -> dict[str, object]:
    """Tell where the public form of the window is and how to fill it in; KEY stands for the key of the application."""
    from django.urls import reverse

    from overstap.allotment.models import Unit, Way, Window

    window = Window.objects.get(code=code)
    # Of a share there must be something to divide.
    units = 3 if window.way == Way.SHARED else 1
    amount = f"0,0{units}" if window.unit == Unit.EUROS else str(units)
    fields = {"kind": "persoon", "email": "KEY@example.org", "amount": amount, "key": "KEY"}
    return {"path": reverse("windows:apply", args=(code,)), "fields": fields}


def ready() -> None:
    """Say that the program has started, and go on when told: its start is no part of what is measured."""
    print("ready", flush=True)
    sys.stdin.readline()


def main() -> None:
    """Do what is asked, word by word: `prepare+open` does both."""
    what, code, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module(os.environ))
    start_django()
    ways: dict[str, Callable[[], dict[str, object] | None]] = {
        "prepare": lambda: prepare(demo=False),
        "open": lambda: open_window(code, number),
        "open-euros": lambda: open_window(code, number, euros=True),
        "open-list": lambda: open_window(code, number, way="wachtlijst"),
        "open-shared": lambda: open_window(code, number, way="naar_rato"),
        "open-shared-euros": lambda: open_window(code, number, way="naar_rato", euros=True),
        "ready": ready,
        "wait": lambda: wait(code, number),
        "count": lambda: counted(code),
        "close": lambda: close(code),
        "divide": lambda: divide(code),
        "check": lambda: problems(code),
        "form": lambda: form(code),
    }
    found: dict[str, object] = {}
    for word in what.split("+"):
        found |= ways[word]() or {}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
