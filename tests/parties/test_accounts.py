"""Accounts and workplaces: an organisation keeps its own, and no role reaches further than it was given."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.parties import FIRST_RESPONSIBLE_KINDS, refuse_first_responsible, refuse_role
from overstap.parties.actions import add_membership, end_membership, move_demo_date, set_team_name
from overstap.parties.models import Membership, Party, PartyKind, Region, User
from overstap.parties.queries import accounts_of_party, actor_for, installation, memberships_of
from overstap.parties.values import AccountCard
from tests.factories.people import make_actor, make_participant, make_professional, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2021, 2, 15)


@pytest.fixture
def keeper() -> Actor:
    return make_professional(Role.ACCOUNT_KEEPER, party_kind=PartyKind.UNION)


def hire(
    keeper: Actor,
    now: datetime,
    *,
    party: str = "FNV",
    email: str = "Nieuw@Voorbeeld.example",
    role: Role = Role.ADVISER,
    region: str | None = "AM26",
    valid_until: date | None = None,
) -> AccountCard | Refusal:
    return add_membership(
        actor=keeper,
        party_id=Party.objects.get(name=party).pk,
        email=email,
        name="Noor Smit",
        role=role,
        region_code=region,
        valid_from=TODAY,
        valid_until=valid_until,
        now=now,
    )


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal)
    return answer.rule


# --- Keeping accounts (R-045) ------------------------------------------------------------------------


@pytest.mark.requirement("R-045")
def test_the_account_keeper_adds_an_account_of_the_own_organisation(keeper: Actor, now: datetime) -> None:
    card = hire(keeper, now)

    user = User.objects.get(email="nieuw@voorbeeld.example")
    assert isinstance(card, AccountCard)
    assert (card.user_id, card.role, card.region_name) == (user.pk, Role.ADVISER, "Midden-Brabant")
    assert not user.has_usable_password()
    assert AuditLine.objects.filter(verb="add_membership", object_id=str(card.membership_id)).exists()


@pytest.mark.requirement("R-045")
def test_nobody_keeps_the_accounts_of_another_organisation(keeper: Actor, now: datetime) -> None:
    assert rule_of(hire(keeper, now, party="UWV")) == "parties.own-accounts-only"
    assert not User.objects.filter(email="nieuw@voorbeeld.example").exists()


@pytest.mark.requirement("R-045")
@pytest.mark.parametrize("role", [Role.ADVISER, Role.COORDINATOR, Role.STEERING_GROUP])
def test_who_does_not_keep_accounts_adds_none(role: Role, now: datetime) -> None:
    other = make_professional(role, party_kind=PartyKind.UNION)

    assert rule_of(hire(other, now)) == "parties.own-accounts-only"


@pytest.mark.requirement("R-045")
def test_the_account_of_another_organisation_is_not_found(keeper: Actor, now: datetime) -> None:
    uwv = make_professional(party_kind=PartyKind.UWV)
    theirs = Membership.objects.get(user_id=uwv.user_id)

    with pytest.raises(NotFoundError):
        end_membership(actor=keeper, membership_id=theirs.pk, until=TODAY, now=now)
    with pytest.raises(NotFoundError):
        end_membership(actor=uwv, membership_id=theirs.pk, until=TODAY, now=now)

    theirs.refresh_from_db()
    assert theirs.valid_until is None


@pytest.mark.requirement("R-045")
def test_the_list_of_accounts_holds_the_own_organisation_only(keeper: Actor, now: datetime) -> None:
    make_professional(party_kind=PartyKind.UWV, name="Van het UWV")
    hire(keeper, now)

    names = {card.name for card in accounts_of_party(keeper, TODAY)}

    assert "Noor Smit" in names
    assert "Van het UWV" not in names
    with pytest.raises(NotFoundError):
        accounts_of_party(make_professional(Role.ADVISER), TODAY)


def test_an_address_that_is_in_use_elsewhere_is_not_taken_over(keeper: Actor, now: datetime) -> None:
    make_participant(email="nieuw@voorbeeld.example")

    assert rule_of(hire(keeper, now)) == "parties.address-in-use"


def test_the_same_role_in_the_same_place_is_given_once(keeper: Actor, now: datetime) -> None:
    hire(keeper, now)

    assert rule_of(hire(keeper, now)) == "parties.membership-exists"
    assert isinstance(hire(keeper, now, region="AM18"), AccountCard)


def test_a_role_that_ended_can_be_given_again(keeper: Actor, now: datetime) -> None:
    make_professional(party_kind=PartyKind.UNION)
    card = hire(keeper, now)
    assert isinstance(card, AccountCard)
    membership = Membership.objects.get(id=card.membership_id)
    Membership.objects.filter(id=membership.pk).update(valid_from=date(2020, 1, 1), valid_until=date(2020, 6, 1))

    assert isinstance(hire(SYSTEM, now), AccountCard)


@pytest.mark.parametrize(
    ("role", "region", "valid_until", "rule"),
    [
        (Role.CASHIER, "AM26", None, "parties.role-kind"),
        (Role.FRAMEWORK_KEEPER, None, None, "parties.role-kind"),
        (Role.PERSON, "AM26", None, "parties.role-not-professional"),
        (Role.ADVISER, "AM26", TODAY - timedelta(days=1), "parties.ends-before-start"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(  # noqa: PLR0917 - two fixtures and the columns of the table
    keeper: Actor, now: datetime, role: Role, region: str | None, valid_until: date | None, rule: str
) -> None:
    assert rule_of(hire(keeper, now, role=role, region=region, valid_until=valid_until)) == rule


def test_a_role_in_a_region_where_the_party_does_not_work_is_refused(now: datetime) -> None:
    assert rule_of(hire(SYSTEM, now, party="Gemeente Tilburg", region="AM18")) == "parties.not-in-region"


@pytest.mark.requirement("R-024")
def test_only_uwv_is_cashier() -> None:
    allowed = [kind for kind in PartyKind.values if refuse_role(kind, Role.CASHIER) is None]

    assert allowed == ["uwv"]


@pytest.mark.requirement("R-032")
def test_a_private_partner_is_never_first_responsible() -> None:
    allowed = {kind for kind in PartyKind.values if refuse_first_responsible(kind) is None}
    refusal = refuse_first_responsible(PartyKind.PRIVATE)

    assert refusal is not None
    assert refusal.rule == "parties.first-responsible-kind"
    assert allowed == {"vakbond", "werkgeversorganisatie", "uwv", "gemeente"}
    assert {kind for kinds in FIRST_RESPONSIBLE_KINDS.values() for kind in kinds} == allowed


@pytest.mark.parametrize("region", ["AM26", None])
def test_the_database_itself_refuses_the_same_role_twice(region: str | None) -> None:
    row = {
        "user": make_user(),
        "party": Party.objects.get(name="UWV"),
        "role": Role.ADVISER,
        "region": Region.objects.get(code=region) if region else None,
        "valid_from": TODAY,
    }
    Membership.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**row)


# --- Workplaces and actors ---------------------------------------------------------------------------


@pytest.mark.requirement("R-047")
def test_one_union_officer_serves_three_regions_with_a_membership_for_each(now: datetime) -> None:
    officer, fnv = make_user(), Party.objects.get(name="FNV")
    for code in ("AM26", "AM27", "AM28"):
        make_professional(party=fnv, region=code, user=officer)

    (place,) = memberships_of(officer.pk, now)
    actor = actor_for(officer.pk, place.id, now)

    assert place.region_codes == ("AM26", "AM27", "AM28")
    assert actor.region_codes == {"AM26", "AM27", "AM28"}
    assert (actor.party_name, actor.party_kind, actor.roles) == ("FNV", "vakbond", {Role.ADVISER})


def test_a_role_does_not_reach_a_region_where_it_was_not_given(now: datetime) -> None:
    user, uwv = make_user(), Party.objects.get(name="UWV")
    make_professional(Role.ADVISER, Role.COORDINATOR, party=uwv, region="AM26", user=user)
    make_professional(Role.ADVISER, party=uwv, region="AM27", user=user)

    places = memberships_of(user.pk, now)

    assert [(place.roles, place.region_codes) for place in places] == [
        ({Role.ADVISER, Role.COORDINATOR}, ("AM26",)),
        ({Role.ADVISER}, ("AM26", "AM27")),
    ]
    for place in places:
        actor = actor_for(user.pk, place.id, now)
        assert (actor.roles, actor.region_codes) == (place.roles, set(place.region_codes))


def test_a_role_without_region_holds_in_all_regions_of_the_party(now: datetime) -> None:
    user, tilburg = make_user(), Party.objects.get(name="Gemeente Tilburg")
    national = make_professional(party=Party.objects.get(name="UWV"), region=None)
    local = make_professional(party=tilburg, region=None, user=user)

    assert len(national.region_codes) == 35
    assert local.region_codes == {"AM26"}


def test_a_local_role_beside_a_national_one_makes_two_workplaces(now: datetime) -> None:
    user, uwv = make_user(), Party.objects.get(name="UWV")
    everywhere = make_professional(Role.ADVISER, party=uwv, region=None, user=user)
    here = make_professional(Role.COORDINATOR, party=uwv, region="AM26", user=user)

    assert (everywhere.roles, len(everywhere.region_codes)) == ({Role.ADVISER}, 35)
    assert (here.roles, here.region_codes) == ({Role.ADVISER, Role.COORDINATOR}, {"AM26"})
    assert len({place.id for place in memberships_of(user.pk, now)}) == 2


def test_roles_at_two_parties_are_never_mixed(now: datetime) -> None:
    user = make_user()
    make_professional(Role.CASHIER, party=Party.objects.get(name="UWV"), user=user)
    make_professional(Role.ADVISER, party=Party.objects.get(name="FNV"), user=user)

    places = memberships_of(user.pk, now)

    assert {(place.party_name, place.roles) for place in places} == {
        ("FNV", frozenset({Role.ADVISER})),
        ("UWV", frozenset({Role.CASHIER})),
    }


def test_a_membership_of_another_or_of_the_past_is_not_found(now: datetime) -> None:
    me, other = make_user(), make_professional()
    theirs = Membership.objects.get(user_id=other.user_id)

    with pytest.raises(NotFoundError):
        actor_for(me.pk, theirs.pk, now)

    Membership.objects.filter(id=theirs.pk).update(valid_until=TODAY - timedelta(days=1))
    assert other.user_id is not None
    with pytest.raises(NotFoundError):
        actor_for(other.user_id, theirs.pk, now)


def test_a_membership_holds_on_its_last_day(now: datetime) -> None:
    actor = make_professional()
    assert actor.user_id is not None
    Membership.objects.filter(user_id=actor.user_id).update(valid_until=TODAY)

    assert len(memberships_of(actor.user_id, now)) == 1
    assert memberships_of(actor.user_id, now + timedelta(days=1)) == ()


def test_a_closed_account_is_nobody(now: datetime) -> None:
    actor = make_professional()
    assert actor.user_id is not None
    User.objects.filter(id=actor.user_id).update(is_active=False)

    with pytest.raises(NotFoundError):
        actor_for(actor.user_id, None, now)


def test_without_membership_someone_is_a_person_or_nobody_in_particular(now: datetime) -> None:
    participant = make_participant()
    assert participant.user_id is not None

    person = actor_for(participant.user_id, None, now, participant_id=participant.pk)
    nobody = actor_for(make_user().pk, None, now)

    assert (person.is_person, person.participant_id, person.party_id) == (True, participant.pk, None)
    assert (nobody.roles, nobody.is_system, nobody.serves_people) == (frozenset(), False, False)


def test_the_first_workplace_is_taken_when_none_is_chosen(now: datetime) -> None:
    actor = make_professional()
    assert actor.user_id is not None

    assert actor_for(actor.user_id, None, now) == actor


# --- Installation ------------------------------------------------------------------------------------


def test_the_team_gets_another_name_from_who_may_give_it(now: datetime) -> None:
    keeper = make_actor(Role.STEERING_GROUP, party_id=1, party_name="SZW")

    set_team_name(actor=keeper, team_name=" Werkcentrum ", now=now)

    assert installation().team_name == "Werkcentrum"


def test_an_adviser_or_an_empty_name_changes_nothing(now: datetime) -> None:
    by_adviser = set_team_name(actor=make_actor(Role.ADVISER, party_id=1), team_name="Anders", now=now)
    empty = set_team_name(actor=SYSTEM, team_name=" ", now=now)
    long = set_team_name(actor=SYSTEM, team_name="x" * 81, now=now)

    assert rule_of(by_adviser) == "parties.not-keeper"
    assert rule_of(empty) == rule_of(long) == "parties.team-name"
    assert installation().team_name == "Regionaal Mobiliteitsteam"


def test_a_demo_plays_another_day_and_only_a_demo(now: datetime, settings: object) -> None:
    visitor = make_actor()
    over_real_files = move_demo_date(actor=visitor, to=date(2021, 3, 1), now=now)
    move_demo_date(actor=SYSTEM, to=date(2021, 3, 1), now=now)
    move_demo_date(actor=visitor, to=date(2021, 7, 1), now=now)
    moved = installation().demo_date
    settings.DEMO = False  # type: ignore[attr-defined]

    answer = move_demo_date(actor=visitor, to=date(2022, 7, 1), now=now)

    assert rule_of(answer) == rule_of(over_real_files) == "parties.no-demo"
    assert moved == installation().demo_date == date(2021, 7, 1)
