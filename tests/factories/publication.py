"""Drafts to test with, of the invented trial placement; each made by the real action."""

from pathlib import Path
from typing import Any

from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.parties.models import PartyKind
from overstap.publication import actions
from overstap.publication.values import DraftCard, PublicationCard
from tests.conftest import START
from tests.factories.people import make_professional
from tests.rules.written import PLACEMENT

FROM = "2021-07-01"
NAME = f"proefplaats/{FROM}.yaml"


def changed(*changes: tuple[str, str], text: str = PLACEMENT) -> str:
    """A scheme file with pieces of text replaced, each once."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def later(start: str = FROM, until: str = "null") -> str:
    """The trial placement as it is from a later day on: sound, and with its cases on its own days."""
    text = PLACEMENT.replace("on: 2021-02-01", f"on: {start}")
    return changed(
        ("valid: {from: 2020-12-01, until: 2022-12-31}", f"valid: {{from: {start}, until: {until}}}"),
        text=text,
    )


LATER = later()


def keeper() -> Actor:
    """A framework keeper with an account."""
    return make_professional(Role.FRAMEWORK_KEEPER, party_kind=PartyKind.MINISTRY, region=None)


def given(answer: Any) -> Any:
    """The answer, which is no refusal."""
    assert not isinstance(answer, Refusal), answer
    return answer


def started(author: Actor, content: str = LATER) -> DraftCard:
    """A draft of this author."""
    card = given(actions.start_draft(actor=author, content=content, now=START))
    assert isinstance(card, DraftCard)
    return card


def submitted(author: Actor, content: str = LATER) -> DraftCard:
    """A draft that this author handed in."""
    card = started(author, content)
    return given(
        actions.submit_draft(actor=author, draft_id=card.id, seen_revision=card.revision, note="Nieuw.", now=START)
    )


def publish(draft: DraftCard, publisher: Actor) -> PublicationCard | Refusal:
    """Let someone publish what they see."""
    return actions.publish_draft(actor=publisher, draft_id=draft.id, seen_revision=draft.revision, now=START)


def files_below(folder: Path) -> set[str]:
    """The names of all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
