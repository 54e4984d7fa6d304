"""What can be done with a safe link, and which page does it: every deed has a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpResponse

from overstap.core.actor import Actor
from overstap.core.decision import N_
from overstap.links.values import LinkCard
from overstap.web.links import arrangements, handovers, letters, messages
from overstap.web.request import ActingRequest

Page = Callable[[ActingRequest, LinkCard, Actor, str], HttpResponse]
"""Shows what the link is for (GET) or does it (POST), once the link was used: request, link, who acts, own address.

It answers POST with a redirect to that address or the page with what is wrong. It opens files with the actor it gets,
never with `request.actor`.
"""


@dataclass(frozen=True, slots=True)
class LinkedDeed:
    """A deed for someone without an account (handeling met een link): its name for people, and its page.

    `about` names no person: it stands on a page that everyone with the address can read.
    """

    about: str
    page: Page


DEEDS: Mapping[str, LinkedDeed] = MappingProxyType(
    {
        "overdracht_beantwoorden": LinkedDeed(N_("Een hulpvraag van het mobiliteitsteam"), handovers.answer),
        "meelezen": LinkedDeed(N_("Een afspraak om te lezen"), arrangements.read_along),
        "brief_lezen": LinkedDeed(N_("Een brief voor u"), letters.read),
        "berichten_lezen": LinkedDeed(N_("Berichten over uw dossier"), messages.thread),
        "plan_lezen": LinkedDeed(N_("Uw plan"), arrangements.read_plan),
    }
)
