"""`overstap match`: all lists of a region or of the country, and what there is to say of how they are made."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from overstap.cli.program import edge_now, start_django

if TYPE_CHECKING:
    from overstap.mediation.actions import RegionDone

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

STOPPED = 130
"""What a shell says of a program that somebody stopped with Ctrl-C."""


def add_parser(verbs: "Verbs") -> None:
    """Add the verb."""
    match = verbs.add_parser(
        "match",
        help="make the lists of work for everybody who agreed, or tell how lists are made",
        description=(
            "Make the lists of work of one region or all of them, for everybody who agreed that somebody looks for "
            "work for them. A region that was done today is not done again: stop it with Ctrl-C and call it again to "
            "go on. `overstap match card` prints the description of how lists are made."
        ),
        epilog="example: overstap match --all-regions",
    )
    match.add_argument("what", nargs="?", choices=("lists", "card", "register"), default="lists")
    which = match.add_mutually_exclusive_group()
    which.add_argument("--all-regions", action="store_true", help="every region, one after the other")
    which.add_argument("--region", default="", help="the code of one region, such as AM26")
    match.set_defaults(handle=handle)


def handle(asked: argparse.Namespace) -> int:
    """Do it; 0 when all was done, 1 when a region failed or is unknown, 2 without a region, 130 when stopped."""
    start_django()
    if asked.what != "lists":
        return _tell(asked.what)
    from overstap.parties.queries import regions

    codes = [one.code for one in regions()] if asked.all_regions else [asked.region] if asked.region else []
    if not codes:
        print("overstap match: name a region with --region, or say --all-regions.", file=sys.stderr)
        return 2
    return _run(codes)


def _run(codes: list[str]) -> int:
    from overstap.core.decision import NotFoundError
    from overstap.mediation.actions import match_region

    done: list[RegionDone] = []
    failed = 0
    for place, code in enumerate(codes, start=1):
        try:
            one = match_region(region_code=code, now=edge_now())
        except KeyboardInterrupt:
            _sum(done, failed)
            print(f"Stopped at {code}. Call it again to go on.", file=sys.stderr)
            return STOPPED
        except NotFoundError:
            failed += 1
            print(f"[{place}/{len(codes)}] {code}: there is no such region.", file=sys.stderr)
            continue
        done.append(one)
        again = " (was done today)" if one.already else ""
        print(
            f"[{place}/{len(codes)}] {code}: {one.people} people, {one.openings} vacancies, {one.matches} places, "
            f"{one.crowded} crowded{again}",
            flush=True,
        )
    _sum(done, failed)
    return 1 if failed else 0


def _sum(done: "list[RegionDone]", failed: int) -> None:
    fresh = [one for one in done if not one.already]
    print(
        f"{len(fresh)} regions done, {len(done) - len(fresh)} were done before, {failed} failed: "
        f"{sum(one.people for one in fresh)} people, {sum(one.matches for one in fresh)} places on lists."
    )


def _tell(what: str) -> int:
    from overstap.mediation.card import model_card, register_entry

    if what == "card":
        print(model_card(), end="")
    else:
        print(json.dumps(register_entry(), ensure_ascii=False, indent=2))
    return 0
