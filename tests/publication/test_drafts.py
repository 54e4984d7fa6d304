"""Writing at a draft, handing it in, and publishing it by a second person."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from overstap.audit.models import AuditLine
from overstap.casework import policy
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.publication import actions, queries
from overstap.publication.models import Draft, Publication
from overstap.publication.values import DraftCard, Overtaken, PublicationCard
from overstap.rules import load_catalogue
from tests.conftest import START
from tests.factories import publication as make
from tests.factories.treasury import someone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

OTHER = make.changed(("owner: werkgroep", "owner: andere_werkgroep"), text=make.LATER)


def save(actor: Actor, draft: DraftCard, content: str) -> DraftCard | Refusal:
    return actions.save_draft(actor=actor, draft_id=draft.id, seen_revision=draft.revision, content=content, now=START)


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


def test_a_draft_knows_who_wrote_and_where_it_came_from() -> None:
    author = make.keeper()
    day = dt.date(2020, 12, 1)

    card = make.given(
        actions.start_draft(actor=author, content=make.LATER, base_from=day, base_hash="0" * 64, now=START)
    )

    assert (card.scheme_id, card.base_from, card.state, card.revision) == ("proefplaats", day, "concept", 1)
    assert [writer.name for writer in card.writers] == [author.name]
    assert queries.open_drafts(author) == (card,)
    assert queries.draft_page(author, card.id).content == make.LATER


def test_saving_counts_up_and_makes_an_author_of_whoever_changes_a_letter() -> None:
    first, second = make.keeper(), make.keeper()
    card = make.started(first)

    same = make.given(save(second, card, make.LATER))
    changed = make.given(save(second, card, OTHER))

    assert (same.revision, len(same.writers)) == (1, 1)
    assert (changed.revision, [writer.name for writer in changed.writers]) == (2, [first.name, second.name])


def test_the_line_ends_of_a_browser_do_not_change_a_text() -> None:
    author = make.keeper()
    card = make.started(author)

    after = make.given(save(author, card, make.LATER.replace("\n", "\r\n")))

    assert after.revision == card.revision


def test_nobody_writes_over_what_they_did_not_see_and_both_texts_are_shown() -> None:
    first, second = make.keeper(), make.keeper()
    card = make.started(first)
    save(first, card, OTHER)

    answer = save(second, card, make.LATER + "# van de tweede\n")

    assert isinstance(answer, Overtaken)
    assert (answer.mine, answer.theirs, answer.revision) == (make.LATER + "# van de tweede\n", OTHER, 2)
    assert queries.draft_page(first, card.id).content == OTHER
    assert [writer.name for writer in queries.draft_page(first, card.id).card.writers] == [first.name]


@pytest.mark.parametrize(("text", "rule"), [("  \n", "concept.leeg"), ("a" * 600_000, "concept.te_lang")])
def test_a_text_that_is_empty_or_too_long_is_refused(text: str, rule: str) -> None:
    author = make.keeper()
    card = make.started(author)

    assert rule_of(save(author, card, text)) == rule
    assert rule_of(actions.start_draft(actor=author, content=text, now=START)) == rule


def test_only_who_keeps_the_framework_comes_near_drafts() -> None:
    card = make.started(make.keeper())
    stranger = someone(Role.STEERING_GROUP, Role.CASHIER)

    for attempt in (
        lambda: queries.open_drafts(stranger),
        lambda: queries.draft_page(stranger, card.id),
        lambda: queries.publications(stranger),
        lambda: queries.folder_problems(stranger),
        lambda: save(stranger, card, OTHER),
        lambda: actions.start_draft(actor=stranger, content=OTHER, now=START),
        lambda: make.publish(card, stranger),
    ):
        with pytest.raises(NotFoundError):
            attempt()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (make.changed(("leeftijd < jong_onder", "leeftyd < jong_onder"), text=make.LATER), "concept.fouten"),
        (make.changed(("amount: 300.00", "amount: 301.00"), text=make.LATER), "concept.voorbeelden"),
        (make.changed((f"on: {make.FROM}", "on: 2021-02-01"), text=make.LATER), "concept.voorbeelden"),
        (make.later("2020-12-01", "2022-12-31"), "concept.fouten"),
        ("id: [", "concept.fouten"),
    ],
    ids=["unknown fact", "a case gives something else", "a case of another version", "a day that is taken", "no YAML"],
)
def test_a_draft_with_mistakes_is_not_handed_in(content: str, rule: str) -> None:
    author = make.keeper()
    card = make.started(author, content)

    answer = actions.submit_draft(actor=author, draft_id=card.id, seen_revision=card.revision, note="Nieuw.", now=START)

    assert rule_of(answer) == rule
    assert queries.draft_page(author, card.id).card.state == "concept"


def test_handing_in_asks_for_a_word_of_explanation() -> None:
    author = make.keeper()
    card = make.started(author)

    answer = actions.submit_draft(actor=author, draft_id=card.id, seen_revision=1, note="  ", now=START)

    assert rule_of(answer) == "concept.toelichting"


def test_what_was_handed_in_is_not_changed_until_it_comes_back() -> None:
    author, second = make.keeper(), make.keeper()
    card = make.submitted(author)

    assert rule_of(save(author, card, OTHER)) == "concept.concept_bewaren"
    back = make.given(actions.return_draft(actor=second, draft_id=card.id, because="De bron mist.", now=START))
    assert (back.state, back.note) == ("concept", "De bron mist.")
    assert make.given(save(author, back, OTHER)).revision == 2


def test_an_author_takes_back_and_a_second_person_gives_back() -> None:
    author, second = make.keeper(), make.keeper()
    card = make.submitted(author)

    assert card.moves == ("concept_terughalen",)
    assert queries.draft_page(second, card.id).card.moves == ("concept_teruggeven", "concept_publiceren")
    assert rule_of(actions.take_back_draft(actor=second, draft_id=card.id, now=START)).endswith(".wie")
    assert make.given(actions.take_back_draft(actor=author, draft_id=card.id, now=START)).state == "concept"


def test_a_draft_that_was_thrown_away_can_still_be_read_but_is_over() -> None:
    author = make.keeper()
    card = make.started(author)

    make.given(actions.discard_draft(actor=author, draft_id=card.id, now=START))

    assert queries.open_drafts(author) == ()
    assert queries.draft_page(author, card.id).content == make.LATER
    assert rule_of(save(author, card, OTHER)) == "concept.concept_bewaren"


def test_a_second_person_publishes_and_the_version_is_in_force_from_its_day(house: Path) -> None:
    author, second = make.keeper(), make.keeper()

    card = make.publish(make.submitted(author), second)

    assert isinstance(card, PublicationCard)
    assert (card.writers, card.publisher, card.placed) == ((author.name,), second.name, True)
    assert card.file_hash == hashlib.sha256(make.LATER.encode()).hexdigest()
    assert (house / "schemes" / make.NAME).read_text(encoding="utf-8") == make.LATER
    assert (house / "scheme-archive" / f"{card.file_hash}.yaml").read_text(encoding="utf-8") == make.LATER
    assert [version.valid_from.isoformat() for version in load_catalogue().all_versions("proefplaats")] == [
        "2020-12-01",
        make.FROM,
    ]
    assert len(policy.catalogue().all_versions("proefplaats")) == 2, "files of persons are judged by it too"
    assert queries.publications(author) == (card,)
    assert queries.folder_problems(author) == ()


def test_who_wrote_does_not_publish() -> None:
    author = make.keeper()

    answer = make.publish(make.submitted(author), author)

    assert rule_of(answer) == "concept.schrijver"
    assert Publication.objects.count() == 0


def test_who_changed_one_letter_of_somebody_elses_draft_does_not_publish_either() -> None:
    author, helper, third = make.keeper(), make.keeper(), make.keeper()
    card = make.started(author)
    card = make.given(save(helper, card, OTHER))
    card = make.given(
        actions.submit_draft(actor=author, draft_id=card.id, seen_revision=card.revision, note="Samen.", now=START)
    )

    assert rule_of(make.publish(card, helper)) == "concept.schrijver"
    assert make.given(make.publish(card, third)).writers == (author.name, helper.name)


def test_what_was_not_handed_in_is_not_published() -> None:
    author, second = make.keeper(), make.keeper()

    assert rule_of(make.publish(make.started(author), second)) == "concept.concept_publiceren"


def test_what_was_published_is_not_what_the_publisher_saw_when_it_changed_in_between() -> None:
    author, second = make.keeper(), make.keeper()
    seen = make.submitted(author)
    actions.take_back_draft(actor=author, draft_id=seen.id, now=START)
    changed = make.given(save(author, seen, OTHER))
    actions.submit_draft(actor=author, draft_id=seen.id, seen_revision=changed.revision, note="Anders.", now=START)

    assert isinstance(make.publish(seen, second), Overtaken)
    assert Publication.objects.count() == 0


def test_two_drafts_for_one_day_end_in_one_publication() -> None:
    author, second = make.keeper(), make.keeper()
    one, two = make.submitted(author), make.submitted(author, OTHER)

    make.given(make.publish(one, second))

    assert rule_of(make.publish(two, second)) == "concept.fouten"
    assert Publication.objects.count() == 1


def test_a_publication_is_not_changed_by_anyone() -> None:
    make.given(make.publish(make.submitted(make.keeper()), make.keeper()))

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Publication.objects.update(content="iets anders")
    assert Publication.objects.get().content == make.LATER


def test_the_database_itself_refuses_one_person_for_both() -> None:
    author = make.keeper()
    draft = Draft.objects.get(id=make.submitted(author).id)

    with pytest.raises(IntegrityError, match="published_by_another"), transaction.atomic():
        Publication.objects.create(
            draft=draft,
            scheme_id="proefplaats",
            valid_from=dt.date(2021, 7, 1),
            content=draft.content,
            file_hash=draft.content_hash,
            author_id=author.user_id,
            publisher_id=author.user_id,
            published_at=START,
        )


def test_every_step_leaves_a_line() -> None:
    author, second = make.keeper(), make.keeper()
    card = make.started(author)
    card = make.given(save(author, card, OTHER))
    actions.submit_draft(actor=author, draft_id=card.id, seen_revision=card.revision, note="Nieuw.", now=START)
    make.given(make.publish(card, second))

    lines = AuditLine.objects.filter(object_kind="concept", object_id=str(card.id)).order_by("id")
    assert list(lines.values_list("verb", "actor_name")) == [
        ("concept_beginnen", author.name),
        ("concept_bewaren", author.name),
        ("concept_indienen", author.name),
        ("concept_publiceren", second.name),
    ]
