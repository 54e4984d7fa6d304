"""By which way a letter goes: what the person prefers, and what can."""

from __future__ import annotations

from dataclasses import dataclass

from overstap.correspondence.models import Channel


@dataclass(frozen=True, slots=True)
class Ways:
    """What is known of the ways to somebody (wegen).

    `readable` tells that the reader can open the whole letter on line: with an account, or with a safe link.
    """

    preferred: str
    email: bool
    readable: bool
    address: bool


def choose(ways: Ways, *, whole: bool) -> Channel | None:
    """The way of a letter; None when there is none, so that the desk has to call.

    `whole` tells that an e-mail may hold the whole text. Otherwise it only says that there is news, which helps
    nobody who cannot open it.
    """
    possible = {
        Channel.EMAIL: ways.email and (whole or ways.readable),
        Channel.MINE: ways.readable and ways.email,
        Channel.PAPER: ways.address,
    }
    order = [ways.preferred, Channel.EMAIL, Channel.PAPER, Channel.MINE]
    return next((Channel(way) for way in order if way and possible[Channel(way)]), None)
