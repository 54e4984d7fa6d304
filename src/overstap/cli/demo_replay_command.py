"""`overstap demo-replay`: play a rush of the past in the demo, week by week."""

import argparse
import os
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from overstap.cli.program import CannotStartError, migrate, prepare, start_django

if TYPE_CHECKING:
    from overstap.site.demo.replays import Played

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

NAMES = ("ontwikkeladvies", "scholingsvouchers")


def add_parser(verbs: "Verbs") -> None:
    """Add the verb."""
    replaying = verbs.add_parser(
        "demo-replay",
        help="play a rush of the past in the demo",
        description=(
            "Let everybody apply again who came in the first month of development advice (August 2020) or for the "
            "training vouchers (2016 and 2017), through the real actions, and tell per week what happened, when it was "
            "full, and when the forecast warned. The page /demo/naspelen/ shows the same. Safe to repeat."
        ),
        epilog="example: overstap demo-replay ontwikkeladvies",
    )
    replaying.add_argument("name", choices=NAMES)
    replaying.set_defaults(handle=handle)


def handle(asked: argparse.Namespace) -> int:
    """Play it and print what came of it; 0 when played. Raises CannotStartError where real work is done."""
    os.environ["OVERSTAP_DEMO"] = "1"
    start_django()
    from overstap.core.decision import Refusal
    from overstap.site.background import site_now
    from overstap.site.demo.replays import RUSHES, replay
    from overstap.site.installation import InstallationKind, installation_kind

    migrate()
    if installation_kind() is InstallationKind.REAL:
        raise CannotStartError("this database was not made by the demo; nothing is played here.")
    prepare(demo=True)
    played = replay(RUSHES[asked.name], now=site_now())
    if isinstance(played, Refusal):
        raise CannotStartError(f"the rush was refused ({played.rule}): {played.because}")
    print("\n".join(told(played)))
    return 0


def told(played: "Played") -> Iterator[str]:
    """What happened per week, and when it was full and foretold."""
    rush = played.rush
    yield rush.name_en
    came = 0
    for (year, number), days in groupby(played.days, key=lambda one: one.day.isocalendar()[:2]):
        last = list(days)[-1]
        yield (
            f"  {year} week {number:>2}: {last.applications - came:>6,} came, {last.registered:>6,} have a place, "
            f"{last.waiting:>6,} wait"
        )
        came = last.applications
    yield f"Full on {played.full_on}." if played.full_on else "Never full."
    if played.warned_on is None:
        yield "The forecast did not warn."
    else:
        yield f"First warning on {played.warned_on}, {played.days_ahead} days before; expected then: {played.foretold}."
