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
from overstap.site.settings import settings_module

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from overstap.allotment.models import Application

LOOK_SECONDS = 0.02
STREAM, REGION, YEAR = "ontschot_budget", "AM26", 2021


def open_window(code: str, places: int, *, euros: bool = False) -> dict[str, object]:
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
        way=Way.IN_ORDER,
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
    from overstap.allotment.models import Application, Window

    rows = Application.objects.filter(window__code=code)
    deadline = time.monotonic() + patience
    while rows.filter(rank__isnull=True).order_by().exists():
        if time.monotonic() > deadline:
            raise SystemExit("the settler did not settle everything")
        time.sleep(LOOK_SECONDS)
    until = time.monotonic()
    ranks = {str(key): rank for key, rank in rows.values_list("key", "rank")}
    given = list(rows.filter(granted__gt=0).values_list("amount", "granted"))
    window = Window.objects.get(code=code)
    if sum(granted for _, granted in given) != window.held:
        raise SystemExit("the totals of the window are not those of its applications")
    return {
        "ranks": ranks,
        "granted": len(given),
        "until": until,
        "over": max(0, window.held - window.funded_ceiling),
        "doubled": doubled(rows) + sum(granted > amount for amount, granted in given),
    }


def problems() -> dict[str, object]:
    """Prove the books and the windows."""
    from overstap.allotment import queries as windows
    from overstap.treasury import queries as books

    found = (*books.check_invariants(), *windows.check_invariants())
    return {"problems": [f"{one.invariant}: {one.where}: {one.found}" for one in found]}


def doubled(rows: QuerySet[Application]) -> int:
    """Count applications that were decided, or bound to money, more than once."""
    from django.db.models import Count

    from overstap.audit.models import AuditLine

    lines = AuditLine.objects.filter(verb="aanvraag_afhandelen").order_by().values("object_id")
    twice = lines.annotate(times=Count("id")).filter(times__gt=1).count()
    people = rows.order_by().filter(granted__gt=0).values("applicant_key")
    return twice + people.annotate(times=Count("id")).filter(times__gt=1).count()


def form(code: str) -> dict[str, object]:
    """Tell where the public form of the window is and how to fill it in; KEY stands for the key of the application."""
    from django.urls import reverse

    from overstap.allotment.models import Unit, Window

    amount = "0,01" if Window.objects.get(code=code).unit == Unit.EUROS else "1"
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
        "ready": ready,
        "wait": lambda: wait(code, number),
        "check": problems,
        "form": lambda: form(code),
    }
    found: dict[str, object] = {}
    for word in what.split("+"):
        found |= ways[word]() or {}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
