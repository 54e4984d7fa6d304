"""Many at once at the same draft or the same day: one outcome, and nobody's text lost without being told.

The negative control runs the same code without its locks and loses a text: so these races do meet.
"""

from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.publication import access, actions, queries
from overstap.publication.models import Draft, Publication
from overstap.publication.values import DraftCard, Overtaken, PublicationCard
from overstap.rules import load_catalogue
from tests.conftest import START
from tests.factories import publication as make
from tests.races.meeting import PATIENCE_SECONDS, meet
from tests.rules.written import write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.usefixtures("house")]

MANY = 6


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation beside the invented trial placement."""
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(write(tmp_path / "shipped")))
    monkeypatch.setenv("OVERSTAP_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def saving(draft: DraftCard, writers: list[Actor]) -> list[Any]:
    """Every writer saves a text of their own over the same revision."""
    return [
        partial(
            actions.save_draft,
            actor=writer,
            draft_id=draft.id,
            seen_revision=draft.revision,
            content=make.LATER + f"# tekst {number}\n",
            now=START,
        )
        for number, writer in enumerate(writers)
    ]


def test_of_many_writers_at_once_one_is_kept_and_the_others_get_both_texts() -> None:
    draft, writers = make.started(make.keeper()), [make.keeper() for _ in range(MANY)]

    answers = meet(*saving(draft, writers))

    kept = [answer for answer in answers if isinstance(answer, DraftCard)]
    overtaken = [answer for answer in answers if isinstance(answer, Overtaken)]
    assert (len(kept), len(overtaken)) == (1, MANY - 1)
    assert kept[0].revision == 2
    assert {answer.theirs for answer in overtaken} == {Draft.objects.get(id=draft.id).content}
    assert len({answer.mine for answer in overtaken}) == MANY - 1


def test_negative_control_without_the_lock_a_text_is_lost_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    draft, writers = make.started(make.keeper()), [make.keeper() for _ in range(MANY)]
    all_have_read = Barrier(MANY)

    def without_lock(actor: Actor, draft_id: int, *, for_update: bool = False) -> Draft:
        row = access.access_draft(actor, draft_id)
        all_have_read.wait(PATIENCE_SECONDS)
        return row

    class NoTransaction:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(actions, "access_draft", without_lock)
    monkeypatch.setattr(actions, "begin", NoTransaction)

    answers = meet(*saving(draft, writers))

    assert sum(isinstance(answer, DraftCard) for answer in answers) > 1


def test_one_draft_published_by_many_at_once_is_published_once() -> None:
    draft = make.submitted(make.keeper())
    publishers = [make.keeper() for _ in range(MANY)]

    answers = meet(*[partial(make.publish, draft, publisher) for publisher in publishers])

    assert sum(isinstance(answer, PublicationCard) for answer in answers) == 1
    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"concept.concept_publiceren"}
    assert len(load_catalogue().all_versions("proefplaats")) == 2


def test_two_drafts_for_one_day_at_once_end_in_one_version() -> None:
    author, second = make.keeper(), make.keeper()
    drafts = [make.submitted(author, make.LATER + f"# {number}\n") for number in range(4)]

    answers = meet(*[partial(make.publish, draft, second) for draft in drafts])

    assert sum(isinstance(answer, PublicationCard) for answer in answers) == 1
    assert Publication.objects.count() == 1


def test_versions_of_different_days_at_once_all_stand_in_the_list() -> None:
    author, second = make.keeper(), make.keeper()
    days = ["2021-07-01", "2021-08-01", "2021-09-01", "2021-10-01"]
    texts = [make.later(day, f"{day[:8]}28") for day in days]
    drafts = [make.submitted(author, text) for text in texts]

    answers = meet(*[partial(make.publish, draft, second) for draft in drafts])

    assert [answer for answer in answers if isinstance(answer, Refusal)] == []
    assert all(card.placed for card in queries.publications(second))
    assert len(load_catalogue().all_versions("proefplaats")) == 1 + len(days)


def test_writing_and_handing_in_at_once_never_hands_in_what_was_not_seen() -> None:
    author = make.keeper()
    draft = make.started(author)
    hand_in = partial(actions.submit_draft, actor=author, draft_id=draft.id, seen_revision=1, note="Nieuw.", now=START)

    answers = meet(*saving(draft, [author]), hand_in)

    row = Draft.objects.get(id=draft.id)
    assert (row.state, row.revision) in {("ingediend", 1), ("concept", 2)}
    assert sum(isinstance(answer, Refusal) for answer in answers) == 1
