"""Opening an arrangement and what comes before choosing: target, prior checks, prior help."""

import datetime as dt

import pytest

from overstap.arrangements import actions
from overstap.arrangements.queries import arrangement_page
from overstap.arrangements.values import ArrangementPage
from overstap.core.arrangement import NotReady
from overstap.core.decision import NotFoundError, Refusal
from tests.conftest import START
from tests.factories.arrangements import (
    Scene,
    add_prior,
    asked,
    check_all,
    choose,
    give_budgets,
    make_admitted,
    make_case,
    make_composable,
    make_open,
)
from tests.factories.treasury import given

pytestmark = pytest.mark.django_db


def page(scene: Scene) -> ArrangementPage:
    found = arrangement_page(scene.adviser, scene.case.pk, now=START)
    assert found is not None
    return found


def test_an_arrangement_opens_after_the_decision_to_help() -> None:
    scene = make_admitted()

    card = given(actions.open_arrangement(actor=scene.adviser, case_id=scene.case.pk, target="Zorg", now=START))

    assert (card.state, card.target) == ("concept", "Zorg")


def test_without_a_decision_there_is_no_arrangement() -> None:
    scene = make_case()

    answer = actions.open_arrangement(actor=scene.adviser, case_id=scene.case.pk, target="Zorg", now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "arrangement.niet_toegelaten"


def test_a_file_has_one_arrangement() -> None:
    scene = make_open()

    answer = actions.open_arrangement(actor=scene.adviser, case_id=scene.case.pk, target="Zorg", now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "arrangement.bestaat"


def test_only_the_responsible_party_opens_it() -> None:
    scene = make_admitted()

    answer = actions.open_arrangement(actor=scene.person, case_id=scene.case.pk, target="Zorg", now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "arrangement.niet_van_u"


def test_a_stranger_finds_no_file_to_open_it_for() -> None:
    scene = make_admitted()

    with pytest.raises(NotFoundError):
        actions.open_arrangement(actor=scene.partner, case_id=scene.case.pk, target="Zorg", now=START)


@pytest.mark.requirement("R-055")
def test_without_a_target_it_cannot_be_proposed() -> None:
    scene = make_composable()
    given(
        actions.set_target(
            actor=scene.adviser, arrangement_id=scene.arrangement.pk, target="", target_has_vacancies=None, now=START
        )
    )

    answer = actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)

    assert isinstance(answer, NotReady)
    assert [lack.rule for lack in answer.lacks] == ["arrangement.doel"]


@pytest.mark.requirement("R-127")
@pytest.mark.parametrize(("vacancies", "warned"), [(True, False), (None, False), (False, True)])
def test_a_direction_without_vacancies_warns(vacancies: bool | None, warned: bool) -> None:
    scene = make_open()
    given(
        actions.set_target(
            actor=scene.adviser,
            arrangement_id=scene.arrangement.pk,
            target="Reisbureau",
            target_has_vacancies=vacancies,
            now=START,
        )
    )

    assert bool(page(scene).warnings) is warned


@pytest.mark.requirement("R-135", "R-054")
def test_all_six_groups_are_asked_before_team_money_is_chosen() -> None:
    scene = make_open()
    give_budgets(1_000_00)

    answer = actions.choose_instrument(**asked(scene))

    assert isinstance(answer, Refusal)
    assert answer.rule == "arrangement.voorliggend_nagaan"
    assert len(page(scene).priors) == 6


def test_a_check_says_what_was_found() -> None:
    scene = make_open()

    answer = actions.record_prior_check(
        actor=scene.adviser,
        arrangement_id=scene.arrangement.pk,
        group="sbb",
        available=False,
        explanation=" ",
        now=START,
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == "voorliggend.toelichting"


def test_an_unknown_group_is_refused() -> None:
    scene = make_open()

    answer = actions.record_prior_check(
        actor=scene.adviser,
        arrangement_id=scene.arrangement.pk,
        group="buren",
        available=False,
        explanation="x",
        now=START,
    )

    assert isinstance(answer, Refusal)


def test_a_check_can_be_answered_again() -> None:
    scene = make_open()
    check_all(scene)

    given(
        actions.record_prior_check(
            actor=scene.adviser,
            arrangement_id=scene.arrangement.pk,
            group="sbb",
            available=True,
            explanation="Toch wel.",
            now=START,
        )
    )

    line = next(line for line in page(scene).priors if line.group == "sbb")
    assert (line.available, line.explanation) == (True, "Toch wel.")


@pytest.mark.requirement("R-121", "R-133")
def test_an_arrangement_with_team_money_alone_is_refused() -> None:
    scene = make_open()
    give_budgets(10_000_00)
    check_all(scene)
    choose(scene)

    answer = actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)

    assert isinstance(answer, NotReady)
    assert [lack.rule for lack in answer.lacks] == ["arrangement.voorliggend_eerst"]
    assert "voorwaarde 2 en 3" in answer.lacks[0].source


@pytest.mark.requirement("R-121")
def test_help_that_is_already_there_takes_no_team_money() -> None:
    scene = make_open()
    add_prior(scene, cost_cents=900_00, stream="ofonds")

    item = page(scene).items[0]

    assert (item.prior, item.charge_cents, item.money) == (True, 0, "geen")


def test_prior_help_needs_a_name_and_dates_in_order() -> None:
    scene = make_open()
    common = {
        "actor": scene.adviser,
        "arrangement_id": scene.arrangement.pk,
        "providing_party_id": scene.case.first_responsible_id,
        "now": START,
    }

    nameless = actions.add_prior_item(title=" ", **common)
    backwards = actions.add_prior_item(
        title="Gesprek", starts_on=dt.date(2021, 3, 2), ends_on=dt.date(2021, 3, 1), **common
    )

    assert isinstance(nameless, Refusal)
    assert isinstance(backwards, Refusal)


@pytest.mark.requirement("R-158")
def test_help_that_a_partner_pays_stands_beside_the_team_money() -> None:
    scene = make_composable()

    card = choose(scene, instrument="H2", title="Provinciaal loopbaancheque", facts={})

    assert (card.stream, card.money) == ("partner_provincie", "geen")
