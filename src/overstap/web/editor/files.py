"""A draft to take along: as a file, or as a patch for who keeps the scheme files in git."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse

from overstap.casework.policy import catalogue
from overstap.publication.checking import FACTS_ONLY
from overstap.publication.values import DraftPage
from overstap.rules import SchemeVersion, schemes_folder
from overstap.rules.editing import plain_of_text
from overstap.rules.editing.splitting import split
from overstap.rules.reader import DASHED
from overstap.rules.yaml_nodes import UnreadableError
from overstap.web.catalogue.files import stored_file
from overstap.web.editor.comparing import facts_patch, patch_of
from overstap.web.editor.showing import KEEPERS, page_of, parse_day
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest


@reading_view(roles=KEEPERS)
def download(request: ActingRequest, draft_id: int) -> HttpResponse:
    """The draft as a file of the folder `schemes`."""
    page = page_of(request, draft_id)
    scheme, facts = parts_of(page)
    return _attachment(scheme or facts, "application/yaml", file_name(page).replace("/", "-"))


@reading_view(roles=KEEPERS)
def patch(request: ActingRequest, draft_id: int) -> HttpResponse:
    """The draft as a patch: `git apply` in the folder `schemes` makes the file."""
    page = page_of(request, draft_id)
    name = file_name(page)
    base = base_of(page)
    stored = stored_file(base) if base else None
    scheme, facts = parts_of(page)
    text = facts_patch(facts, schemes_folder(), page.card.scheme_id) if facts else ""
    if scheme:
        text += patch_of(name, scheme, base, stored.decode("utf-8-sig") if stored else "", first_day_of(page))
    return _attachment(text, "text/x-diff", name.replace("/", "-").replace(".yaml", ".patch"))


def base_of(page: DraftPage) -> SchemeVersion | None:
    """The version that a draft started from, as it is in force now."""
    versions = catalogue().versions.get(page.card.scheme_id, ())
    return next((one for one in versions if one.valid_from == page.card.base_from), None)


def parts_of(page: DraftPage) -> tuple[str, str]:
    """The scheme file and the file of facts that a draft becomes; a text that cannot be read is taken as it is."""
    try:
        return split(page.content)
    except UnreadableError:
        return page.content, ""


def first_day_of(page: DraftPage) -> dt.date | None:
    """The first day that the text gives; None when it gives none."""
    try:
        tree = plain_of_text(page.content)
    except UnreadableError:
        return None
    valid = tree.get("valid") if isinstance(tree, dict) else None
    return parse_day(str(valid.get("from"))) if isinstance(valid, dict) else None


def file_name(page: DraftPage) -> str:
    """What the file is called within the folder of schemes."""
    day = first_day_of(page)
    if page.card.scheme_id == FACTS_ONLY:
        return f"facts/{page.card.id}.yaml"
    folder = page.card.scheme_id if DASHED.fullmatch(page.card.scheme_id) else "regeling"
    return f"{folder}/{day or 'zonder-datum'}.yaml"


def _attachment(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
