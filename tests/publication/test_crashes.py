"""A crash in the middle of publishing leaves either nothing or what the next start finishes."""

import hashlib
from pathlib import Path
from typing import Never

import pytest

from overstap.core.decision import Refusal
from overstap.publication import actions, files, queries
from overstap.publication.models import Draft, Publication
from overstap.publication.values import PublicationCard
from overstap.rules import load_catalogue
from tests.conftest import START
from tests.factories import publication as make

pytestmark = [pytest.mark.django_db(transaction=True)]


class PowerCutError(Exception):
    """The machine stops here."""


def cut(*_: object, **__: object) -> Never:
    raise PowerCutError


def full(*_: object, **__: object) -> Never:
    raise OSError(28, "No space left on device")


def versions() -> int:
    return len(load_catalogue().all_versions("proefplaats"))


def test_a_crash_before_the_row_is_kept_puts_nothing_in_force(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, second = make.submitted(make.keeper()), make.keeper()
    monkeypatch.setattr(Publication, "save", cut)
    with pytest.raises(PowerCutError):
        make.publish(draft, second)
    monkeypatch.undo()
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(house.parent / "shipped"))
    monkeypatch.setenv("OVERSTAP_DATA", str(house))

    assert make.NAME in make.files_below(house / "schemes"), "the file lies there, unnamed"
    assert actions.place_publications(now=START) == 0
    assert (Publication.objects.count(), versions()) == (0, 1)
    assert isinstance(make.publish(draft, second), PublicationCard)
    assert versions() == 2


def test_a_crash_between_the_database_and_the_list_is_finished_at_the_next_start(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, second = make.submitted(make.keeper()), make.keeper()
    with monkeypatch.context() as patch:
        patch.setattr(files, "write_list", cut)
        with pytest.raises(PowerCutError):
            make.publish(draft, second)

    assert (Publication.objects.count(), versions()) == (1, 1)
    assert [card.placed for card in queries.publications(second)] == [False]

    assert actions.keep_files_in_use(now=START) == 1
    assert versions() == 2
    assert [card.placed for card in queries.publications(second)] == [True]
    assert actions.keep_files_in_use(now=START) == 0


def test_a_crash_while_the_file_is_written_leaves_no_half_file(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, second = make.submitted(make.keeper()), make.keeper()
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", cut)
        with pytest.raises(PowerCutError):
            make.publish(draft, second)

    named = {name for name in make.files_below(house) if not name.endswith(".tmp")}
    assert named == set()
    assert (Publication.objects.count(), Draft.objects.get(id=draft.id).state, versions()) == (0, "ingediend", 1)


def test_a_full_disk_refuses_and_nothing_is_published(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, second = make.submitted(make.keeper()), make.keeper()
    with monkeypatch.context() as patch:
        patch.setattr(files, "write_version", full)
        answer = make.publish(draft, second)

    assert isinstance(answer, Refusal)
    assert answer.rule == "concept.schijf"
    assert Publication.objects.count() == 0


def test_a_disk_that_fills_up_at_the_last_moment_is_told_and_finished_later(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, second = make.submitted(make.keeper()), make.keeper()
    with monkeypatch.context() as patch:
        patch.setattr(files, "write_list", full)
        card = make.given(make.publish(draft, second))

    assert not card.placed
    assert actions.place_publications(now=START) == 1
    assert versions() == 2


def test_a_file_that_was_changed_is_not_covered_up(house: Path) -> None:
    make.given(make.publish(make.submitted(make.keeper()), make.keeper()))
    (house / "schemes" / make.NAME).write_text(make.LATER + "# erbij\n", encoding="utf-8")

    assert actions.place_publications(now=START) == 0
    (problem,) = queries.folder_problems(make.keeper())
    assert "changed after it was published" in problem.message


def test_a_file_that_is_gone_is_written_again(house: Path) -> None:
    make.given(make.publish(make.submitted(make.keeper()), make.keeper()))
    (house / "schemes" / make.NAME).unlink()

    assert actions.place_publications(now=START) == 1
    assert (house / "schemes" / make.NAME).read_text(encoding="utf-8") == make.LATER


def test_shipped_files_are_kept_by_their_hash(house: Path) -> None:
    actions.keep_files_in_use(now=START)

    shipped = (house.parent / "shipped" / "proefplaats" / "2020-12-01.yaml").read_bytes()
    kept = house / "scheme-archive" / f"{hashlib.sha256(shipped).hexdigest()}.yaml"
    assert kept.read_bytes() == shipped


def test_a_demo_that_starts_afresh_has_nothing_in_force(house: Path) -> None:
    make.given(make.publish(make.submitted(make.keeper()), make.keeper()))

    actions.forget_publications()

    assert versions() == 1
