"""Versions stay as they were agreed; what changed is told, and who agreed to which."""

import datetime as dt
import json

import pytest

from overstap.arrangements import actions
from overstap.arrangements.models import Agreement, Version
from overstap.arrangements.queries import arrangement_page, together, version_page
from overstap.casework.models import NextAction
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.versions import digest_of
from tests.conftest import START
from tests.factories.agreeing import make_drafted
from tests.factories.arrangements import Scene, agree_all, choose, make_active, make_composable
from tests.factories.treasury import given

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(days=3)


def versions(scene: Scene) -> list[Version]:
    return list(Version.objects.filter(arrangement__case=scene.case).order_by("number"))


def test_what_is_proposed_is_frozen_with_its_receipts_and_digest() -> None:
    scene, _ = make_drafted()

    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))

    (version,) = versions(scene)
    content = json.loads(version.content)
    assert version.digest == digest_of(content) == digest_of(version.content)
    assert [item["titel"] for item in content["onderdelen"]] == ["Gesprekken met UWV", "Workshop solliciteren"]
    assert content["onderdelen"][1]["beoordeling"]["scheme"] == "menukaart-algemeen"


@pytest.mark.requirement("R-120")
def test_the_person_agrees_to_one_version_with_time_and_way() -> None:
    scene = agree_all(make_drafted()[0])

    row = Agreement.objects.get(version__arrangement__case=scene.case, side="persoon")
    assert (row.agreed, row.answered_at, row.way, row.digest) == (True, START, "mijn", versions(scene)[0].digest)
    assert row.name == scene.case.participant.full_name


def test_a_text_that_changed_is_read_again_before_it_is_agreed() -> None:
    scene, _ = make_drafted()
    plan = scene.arrangement.pk
    given(actions.propose(actor=scene.adviser, arrangement_id=plan, now=START))
    read = versions(scene)[0].digest
    given(actions.take_back(actor=scene.adviser, arrangement_id=plan, now=START))
    choose(scene, title="Cursus lassen")
    given(actions.propose(actor=scene.adviser, arrangement_id=plan, because="Lassen erbij.", now=START))

    refused = actions.agree(actor=scene.person, arrangement_id=plan, digest=read, now=START)
    agreed = actions.agree(actor=scene.person, arrangement_id=plan, digest=versions(scene)[1].digest, now=START)

    assert isinstance(refused, Refusal)
    assert refused.rule == "akkoord.veranderd"
    assert not isinstance(agreed, Refusal)


def test_a_change_is_a_new_version_with_what_changed_and_why() -> None:
    scene = make_active()
    plan = scene.arrangement.pk
    before = versions(scene)[0].content
    choose(scene, title="Cursus lassen", motivation="Er is werk voor lassers.")

    given(actions.propose_change(actor=scene.adviser, arrangement_id=plan, because="Ander doel.", now=LATER))
    waiting = together(scene.person, plan, now=LATER)
    given(actions.agree(actor=scene.person, arrangement_id=plan, now=LATER))

    assert waiting.holds is not None
    assert waiting.waits is not None
    assert (waiting.holds.number, waiting.waits.number) == (1, 2)
    page = version_page(scene.person, plan, 2, now=LATER)
    assert (page.card.because, page.compared_with, page.holds) == ("Ander doel.", 1, True)
    assert [(change.turn.value, change.item) for change in page.changes] == [("erbij", "Cursus lassen")]
    assert versions(scene)[0].content == before


def test_a_stopped_item_is_a_change_too_and_commits_nothing() -> None:
    scene = make_active()
    plan = scene.arrangement.pk
    item = scene.arrangement.items.get(kind="aanvullend")
    given(actions.stop_item(actor=scene.adviser, item_id=item.pk, because="Andere cursus", now=LATER))

    given(actions.propose_change(actor=scene.adviser, arrangement_id=plan, because="Andere cursus.", now=LATER))
    given(actions.agree(actor=scene.person, arrangement_id=plan, now=LATER))

    page = version_page(scene.adviser, plan, 2, now=LATER)
    assert [(change.turn.value, change.item) for change in page.changes] == [("eruit", item.title)]


def test_nothing_changed_is_no_version_and_a_change_needs_a_reason() -> None:
    scene = make_active()
    plan = scene.arrangement.pk
    same = actions.propose_change(actor=scene.adviser, arrangement_id=plan, because="Zomaar", now=LATER)
    choose(scene, title="Cursus lassen")
    silent = actions.propose_change(actor=scene.adviser, arrangement_id=plan, because=" ", now=LATER)

    assert isinstance(same, Refusal)
    assert isinstance(silent, Refusal)
    assert (same.rule, silent.rule) == ("arrangement.niets_veranderd", "arrangement.reden")
    assert len(versions(scene)) == 1


def test_who_says_no_to_a_change_keeps_the_version_that_holds() -> None:
    scene = make_active()
    plan = scene.arrangement.pk
    choose(scene, title="Cursus lassen")
    given(actions.propose_change(actor=scene.adviser, arrangement_id=plan, because="Ander doel.", now=LATER))

    empty = actions.disagree(actor=scene.person, arrangement_id=plan, remark="", now=LATER)
    given(actions.disagree(actor=scene.person, arrangement_id=plan, remark="Liever niet.", now=LATER))

    assert isinstance(empty, Refusal)
    found = together(scene.adviser, plan, now=LATER)
    assert found.holds is not None
    assert (found.holds.number, found.waits, scene.arrangement.state) == (1, None, "actief")
    assert NextAction.objects.get(case=scene.case, done_at=None).owner_party_id == scene.case.first_responsible_id


def test_who_says_no_to_a_first_proposal_gets_the_draft_back() -> None:
    scene, _ = make_drafted()
    plan = scene.arrangement.pk
    given(actions.propose(actor=scene.adviser, arrangement_id=plan, now=START))

    given(actions.disagree(actor=scene.person, arrangement_id=plan, remark="Te ver weg.", now=START))

    assert (scene.arrangement.state, scene.arrangement.agreed_at) == ("concept", None)
    row = Agreement.objects.get(version__arrangement__case=scene.case, side="persoon")
    assert (row.agreed, row.remark) == (False, "Te ver weg.")


def test_the_person_reads_the_draft_from_when_it_is_shared() -> None:
    scene, _ = make_drafted()
    plan = scene.arrangement.pk

    before = arrangement_page(scene.person, scene.case.pk, now=START)
    given(actions.share_draft(actor=scene.adviser, arrangement_id=plan, now=START))
    after = arrangement_page(scene.person, scene.case.pk, now=START)

    assert before is not None
    assert after is not None
    assert (len(before.items), len(after.items)) == (0, 2)


@pytest.mark.parametrize("who", ["partner", "person"])
def test_others_cannot_share_or_change(who: str) -> None:
    scene = make_active()
    actor = getattr(scene, who)
    plan = scene.arrangement.pk
    try:
        shared = actions.share_draft(actor=actor, arrangement_id=plan, now=START)
        changed = actions.propose_change(actor=actor, arrangement_id=plan, because="Zo", now=START)
    except NotFoundError:
        return

    assert isinstance(shared, Refusal)
    assert isinstance(changed, Refusal)


def test_a_foreign_person_finds_no_version() -> None:
    scene, other = make_active(), make_composable()

    with pytest.raises(NotFoundError):
        version_page(other.person, scene.arrangement.pk, 1, now=START)
    with pytest.raises(NotFoundError):
        version_page(scene.person, scene.arrangement.pk, 9, now=START)
