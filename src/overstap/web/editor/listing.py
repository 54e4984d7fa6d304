"""The first screen: drafts that wait, what was published here, and every scheme to start a draft from."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse

from overstap.casework.policy import catalogue
from overstap.publication import queries
from overstap.rules import Catalogue, SchemeVersion
from overstap.rules.installed import is_installed
from overstap.web.editor.showing import KEEPERS, show
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a scheme in the list (versie)."""

    version: SchemeVersion
    published_here: bool
    in_force: bool


@reading_view(roles=KEEPERS)
def start(request: ActingRequest) -> HttpResponse:
    """Everything that a framework keeper works at."""
    drafts = queries.open_drafts(request.actor)
    wanted = request.GET.get("zoek", "").strip()
    return show(
        request,
        "start",
        to_review=[card for card in drafts if "concept_publiceren" in card.moves],
        drafts=drafts,
        publications=queries.publications(request.actor),
        problems=queries.folder_problems(request.actor),
        schemes=_schemes(catalogue(), wanted, request),
        wanted=wanted,
    )


def _schemes(files: Catalogue, wanted: str, request: ActingRequest) -> list[list[VersionLine]]:
    today = request.now.date()
    return [
        [VersionLine(version, is_installed(version), version.valid_on(today)) for version in reversed(versions)]
        for scheme_id, versions in sorted(files.versions.items())
        if _is_wanted(scheme_id, versions, wanted.lower())
    ]


def _is_wanted(scheme_id: str, versions: tuple[SchemeVersion, ...], wanted: str) -> bool:
    texts = (scheme_id, *(text for version in versions for text in (version.name.nl, version.name.en)))
    return not wanted or any(wanted in text.lower() for text in texts)
