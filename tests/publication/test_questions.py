"""Questions are published as schemes are: by two people, in a file of their own, for good."""

from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from overstap.audit.models import AuditLine
from overstap.core.decision import Refusal
from overstap.publication import actions, queries
from overstap.publication.models import FactPublication, Publication
from overstap.publication.values import PublicationCard
from overstap.rules import Known, assess, load_catalogue, replay
from overstap.rules.archive import kept_in
from overstap.rules.installed import archive_folder
from tests.conftest import START
from tests.factories import publication as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("house")]

WORDS = 'facts: [{id: leeftijd, question: {nl: "Uw leeftijd?", en: "Your age?"}}]\n'
WIDER = "facts: [{id: taal, values: [{id: C1, label: {nl: vloeiend, en: fluent}}]}]\n"
NEW = (
    "facts:\n  - {id: rijbewijs, label: {nl: Rijbewijs, en: Licence}, question: {nl: Hebt u het?, en: Do you?}, "
    "type: boolean, origin: [person]}\n"
)


def published(text: str) -> PublicationCard:
    card = make.given(make.publish(make.submitted(make.keeper(), text), make.keeper()))
    assert isinstance(card, PublicationCard)
    return card


def test_other_words_hold_at_once_for_every_scheme() -> None:
    card = published(WORDS)

    assert load_catalogue().facts["leeftijd"].question.nl == "Uw leeftijd?"
    assert (card.scheme_id, card.facts, card.valid_from, card.placed) == ("facts", ("leeftijd",), None, True)
    assert [one.facts for one in queries.publications(make.keeper())] == [("leeftijd",)]


def test_nobody_publishes_a_question_alone() -> None:
    author = make.keeper()
    draft = make.submitted(author, WORDS)

    refused = make.publish(draft, author)

    assert isinstance(refused, Refusal)
    assert refused.rule == "concept.schrijver"
    assert FactPublication.objects.count() == 0
    assert load_catalogue().facts["leeftijd"].question.nl == "Hoe oud bent u?"


def test_a_scheme_and_its_new_question_go_together(house: Path) -> None:
    scheme = make.LATER.replace("banenafspraak or jong\n", "banenafspraak or jong or rijbewijs\n")
    scheme = scheme.replace("banenafspraak: false, uitk", "banenafspraak: false, rijbewijs: false, uitk")

    published(scheme + NEW)

    assert make.files_below(house / "schemes") == {"facts/0001.yaml", make.NAME, "manifest.json"}
    assert (house / "schemes" / make.NAME).read_text(encoding="utf-8") == scheme
    assert "rijbewijs" in load_catalogue().all_versions("proefplaats")[-1].fact_ids
    assert (Publication.objects.count(), FactPublication.objects.count()) == (1, 1)


def test_files_of_questions_come_one_on_top_of_the_other() -> None:
    published(WORDS)
    published(WIDER)
    published(WORDS.replace("Uw leeftijd?", "Welke leeftijd hebt u?"))

    facts = load_catalogue().facts

    assert facts["leeftijd"].question.nl == "Welke leeftijd hebt u?"
    assert facts["taal"].type.values[-1] == "C1"
    assert list(FactPublication.objects.values_list("number", flat=True)) == [3, 2, 1]


def test_a_receipt_of_before_is_calculated_again_with_the_question_of_then() -> None:
    actions.keep_files_in_use(now=START)
    given = {"leeftijd": Known(26), "taal": Known("A1"), "weken": Known(3)}
    receipt = assess(load_catalogue(), "proefplaats", given, START.date()).receipt
    published(WIDER)

    between = assess(load_catalogue(), "proefplaats", given, START.date()).receipt
    published(WIDER.replace("C1", "C2"))
    again = [replay(one, load_catalogue(), kept_in(archive_folder())) for one in (receipt, between)]

    assert receipt.facts_hash != between.facts_hash
    assert [(one.identical, one.from_archive) for one in again] == [(True, True), (True, True)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("facts: []\n", "concept.niets"),
        ("facts: [{id: leeftijd, domain: {min: 16, max: 100}}]\n", "concept.fouten"),
        ("facts: [{id: leeftijd, domain: {min: 10, max: 110}}]\n", "concept.fouten"),
        ("facts: [{id: rijbewijs, label: {nl: a, en: b}}]\n", "concept.fouten"),
    ],
)
def test_a_draft_of_questions_that_is_not_fit_is_not_handed_in(text: str, rule: str) -> None:
    author = make.keeper()
    card = make.started(author, text)

    refused = actions.submit_draft(actor=author, draft_id=card.id, seen_revision=1, note="Nieuw.", now=START)

    assert isinstance(refused, Refusal)
    assert refused.rule == rule


def test_a_lost_file_of_questions_is_written_again(house: Path) -> None:
    published(WORDS)
    (house / "schemes" / "facts" / "0001.yaml").unlink()

    assert actions.place_publications(now=START) == 1
    assert load_catalogue().facts["leeftijd"].question.nl == "Uw leeftijd?"


def test_a_file_of_questions_that_was_changed_is_told(house: Path) -> None:
    published(WORDS)
    (house / "schemes" / "facts" / "0001.yaml").write_text(WIDER, encoding="utf-8")

    (problem,) = queries.folder_problems(make.keeper())

    assert "changed after it was published" in problem.message


def test_the_row_is_never_changed_and_a_line_tells_of_it() -> None:
    published(WORDS)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        FactPublication.objects.update(note="anders")

    line = AuditLine.objects.get(verb="vragen_publiceren")
    assert line.details["vragen"] == "leeftijd"
