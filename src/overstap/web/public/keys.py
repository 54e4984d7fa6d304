"""The public keys with which packages of this installation are signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from overstap.portability.exporting import signing_keys
from overstap.portability.format import key_id
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A public key with its short name, and since when it signs."""

    id: str
    public: str
    since: dt.datetime | None


@reading_view(roles="public")
def keys(request: ActingRequest) -> HttpResponse:
    """The keys, the one that signs first, and how to check a package."""
    shown = [ShownKey(key_id(public), public, since) for public, since in signing_keys()]
    return render(request, "public/keys.html", {"keys": shown})
