"""The employer and the provider read along with their own item by safe link, and agree with a code."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overstap.arrangements import actions
from overstap.arrangements.actions import GuestFields
from overstap.arrangements.models import Agreement, Guest
from overstap.arrangements.queries import arrangement_page, guest_page, together
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.models import Letter
from overstap.links.queries import look
from tests.conftest import START
from tests.factories import treasury
from tests.factories.agreeing import answer, fields, invite, linked, make_drafted, page_for
from tests.factories.arrangements import Scene, agree_all, choose, make_composable

pytestmark = pytest.mark.django_db
LATER = START + dt.timedelta(days=60)


def propose(scene: Scene) -> None:
    treasury.given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))


def path_of(guest: Guest) -> str:
    guest.refresh_from_db()
    return guest.path.reveal()


@pytest.mark.requirement("R-125")
def test_nobody_reads_along_before_the_person_says_yes() -> None:
    scene, item = make_drafted()

    silent = actions.invite_guest(
        actor=scene.adviser, item_id=item, guest=fields(), person_agrees=False, how="Gesprek", now=START
    )
    unheard = actions.invite_guest(
        actor=scene.adviser, item_id=item, guest=fields(), person_agrees=True, how=" ", now=START
    )

    assert isinstance(silent, Refusal)
    assert isinstance(unheard, Refusal)
    assert silent.rule == unheard.rule == "meelezen.toestemming"
    assert Guest.objects.count() == Letter.objects.filter(template="meelezen").count() == 0


def test_a_guest_reads_the_draft_reacts_and_is_asked_when_it_is_proposed() -> None:
    scene, item = make_drafted()
    guest = invite(scene, item)

    draft = page_for(guest)
    treasury.given(actions.remark_as_guest(actor=linked(guest), guest_id=guest.pk, text="Liever later.", now=START))
    propose(scene)

    assert (draft.part["titel"], draft.questions, draft.person) == ("Workshop solliciteren", (), "")
    page = page_for(guest)
    assert [question.agreed for question in page.questions] == [None]
    assert [remark.text for remark in page.remarks] == ["Liever later."]
    assert [remark.text for remark in together(scene.person, scene.arrangement.pk, now=START).remarks] == [
        "Liever later."
    ]


def test_an_agreement_keeps_its_time_way_name_and_digest() -> None:
    scene, item = make_drafted()
    guest = invite(scene, item)
    propose(scene)

    row = answer(guest)

    assert (row.agreed, row.answered_at, row.way, row.name) == (True, START, "link_code", "Anja Bos, Bakkerij Bos")
    assert row.digest == page_for(guest).questions[0].digest
    again = actions.answer_as_guest(
        actor=linked(guest), guest_id=guest.pk, agreement_id=row.pk, digest=row.digest, agreed=False, name="X",
        remark="Toch niet", now=LATER,
    )  # fmt: skip
    assert isinstance(again, Refusal)
    assert again.rule == "akkoord.al_gegeven"


def test_a_typo_in_an_address_is_corrected_and_nobody_signs_again() -> None:
    scene, item = make_drafted()
    guest = invite(scene, item, email="anja@boss.test")
    agree_all(scene)
    wrong = path_of(guest)

    treasury.given(
        actions.correct_guest(actor=scene.adviser, guest_id=guest.pk, name="Anja Bos", email="anja@bos.test", now=START)
    )

    old = look(wrong.removeprefix("/l/").strip("/"), START)
    assert old is not None
    assert not old.works
    assert Letter.objects.filter(template="meelezen").order_by("-id")[0].email.reveal() == "anja@bos.test"
    assert answer(guest).agreed
    assert scene.arrangement.state == "afgesproken"
    assert Agreement.objects.filter(side="persoon").count() == 1


def test_a_change_asks_only_those_whom_it_touches() -> None:
    scene, item = make_drafted()
    other = choose(scene, title="Cursus lassen").id
    employer, school = invite(scene, item), invite(scene, other, side="aanbieder", organisation="ROC")
    propose(scene)
    answer(employer)
    answer(school)
    treasury.given(actions.take_back(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    treasury.given(actions.remove_item(actor=scene.adviser, item_id=other, now=START))

    propose(scene)

    asked = Agreement.objects.filter(version__number=2)
    assert {row.side for row in asked} == {"persoon"}


def test_a_reminder_holds_the_link_and_comes_once() -> None:
    scene, item = make_drafted()
    guest = invite(scene, item)
    propose(scene)
    due = Agreement.objects.get(guest=guest).due_on
    late = START.replace(year=due.year, month=due.month, day=due.day) + dt.timedelta(days=1)

    counts = [actions.remind_guests(now=START), actions.remind_guests(now=late), actions.remind_guests(now=late)]

    letter = Letter.objects.get(template="meelezen_herinnering")
    assert counts == [0, 1, 0]
    assert path_of(guest) in letter.frozen.reveal()


def test_who_was_ended_sees_nothing_any_more() -> None:
    scene, item = make_drafted()
    guest = invite(scene, item)
    actor = linked(guest)

    treasury.given(actions.end_guest(actor=scene.person, guest_id=guest.pk, now=START))

    card = look(path_of(guest).removeprefix("/l/").strip("/"), START)
    assert card is not None
    assert not card.works
    with pytest.raises(NotFoundError):
        guest_page(actor, guest.pk, now=START)


def test_a_link_opens_its_own_item_and_no_other_door() -> None:
    scene, item = make_drafted()
    other = choose(scene, title="Cursus lassen").id
    mine, theirs = invite(scene, item), invite(scene, other, side="aanbieder", organisation="ROC")
    propose(scene)
    actor = linked(mine)
    foreign = Agreement.objects.get(guest=theirs)

    with pytest.raises(NotFoundError):
        guest_page(actor, theirs.pk, now=START)
    with pytest.raises(NotFoundError):
        actions.answer_as_guest(
            actor=actor, guest_id=mine.pk, agreement_id=foreign.pk, digest=foreign.digest, agreed=True,
            name="A", now=START,
        )  # fmt: skip
    with pytest.raises(NotFoundError):
        arrangement_page(actor, scene.case.pk, now=START)
    with pytest.raises(NotFoundError):
        actions.agree(actor=actor, arrangement_id=scene.arrangement.pk, now=START)


@pytest.mark.parametrize("who", ["person", "partner"])
def test_only_the_responsible_party_invites(who: str) -> None:
    scene, item = make_drafted()
    actor: Actor = getattr(scene, who)
    try:
        answered = actions.invite_guest(
            actor=actor, item_id=item, guest=fields(), person_agrees=True, how="Gesprek", now=START
        )
    except NotFoundError:
        return

    assert isinstance(answered, Refusal)


@pytest.mark.parametrize("wrong", [{"email": "anja"}, {"organisation": " "}, {"name": ""}, {"side": "persoon"}])
def test_a_guest_needs_an_address_and_a_side(wrong: dict[str, str]) -> None:
    scene, item = make_drafted()
    who = {"side": "werkgever", "organisation": "Bos", "name": "A", "email": "a@b.nl"} | wrong
    guest = GuestFields(who["side"], who["organisation"], who["name"], who["email"])

    refused = actions.invite_guest(
        actor=scene.adviser, item_id=item, guest=guest, person_agrees=True, how="Gesprek", now=START
    )

    assert isinstance(refused, Refusal)
    assert refused.rule == "meelezen.adres"


SECRETS = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=9, max_size=14)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    secret=SECRETS,
    side=st.sampled_from(["werkgever", "aanbieder"]),
    with_name=st.booleans(),
    deeds=st.lists(st.sampled_from(["propose", "take_back", "other_guest", "remark", "answer"]), max_size=5),
)
@pytest.mark.requirement("R-021")
@pytest.mark.requirement("R-125")
def test_what_a_link_shows_never_holds_another_item(secret: str, side: str, with_name: bool, deeds: list[str]) -> None:
    scene = make_composable()
    own = choose(scene, motivation=f"waarom {secret}").id
    other = choose(scene, title=f"Ander {secret}", provider=f"Bureau {secret}", motivation=secret).id
    guest = invite(scene, own, side=side, with_name=with_name)
    plan = scene.arrangement.pk
    for deed in deeds:
        if deed == "propose":
            actions.propose(actor=scene.adviser, arrangement_id=plan, because=secret, now=START)
        elif deed == "take_back":
            actions.take_back(actor=scene.adviser, arrangement_id=plan, because=secret, now=START)
        elif deed == "other_guest" and not Guest.objects.filter(item_id=other).exists():
            treasury.given(
                actions.remark_as_guest(
                    actor=linked(invite(scene, other, organisation=secret)),
                    guest_id=Guest.objects.get(item_id=other).pk,
                    text=secret,
                    now=START,
                )
            )
        elif deed == "remark":
            actions.write_remark(actor=scene.adviser, arrangement_id=plan, item_id=own, text=secret, now=START)
        elif deed == "answer" and page_for(guest).questions:
            question = page_for(guest).questions[-1]
            actions.answer_as_guest(
                actor=linked(guest), guest_id=guest.pk, agreement_id=question.id, digest=question.digest,
                agreed=True, name="Anja", now=START,
            )  # fmt: skip

    shown = repr(page_for(guest))

    assert secret not in shown
    assert (scene.case.participant.full_name in shown) == with_name
    assert str(scene.case.number) not in shown
