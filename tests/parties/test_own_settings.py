"""Own words and colours: who chooses them, from which day, and what is refused."""

import datetime as dt
from typing import Any

import pytest

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM, Role
from overstap.core.contrast import LEAST_CONTRAST, contrast
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.readers import sender_of
from overstap.parties.models import OwnSetting, PartyKind, Region
from overstap.parties.own import actions, queries
from overstap.parties.own.standards import colours, places_in, words
from tests.conftest import START
from tests.factories.people import make_professional

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "AM26", "AM12"
TODAY = START.date()
LATER = TODAY + dt.timedelta(days=10)


def chosen(**other: Any) -> Refusal | None:
    """What choosing an own welcome answers."""
    asked: dict[str, Any] = {
        "actor": make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY),
        "region_code": HERE, "name": "loket_welkom", "language": "nl", "value": "Welkom in Tilburg.",
        "valid_from": TODAY, "because": "Zo praten wij hier.", "now": START,
    }  # fmt: skip
    return actions.set_own_word(**(asked | other))


def welcome(region: str = HERE, language: str = "nl", on: dt.date = TODAY) -> str:
    return queries.own_word(region, "loket_welkom", language, on)


@pytest.mark.requirement("R-046")
def test_an_own_word_holds_in_its_region_in_its_language_from_its_day() -> None:
    standard = welcome()

    assert chosen(valid_from=LATER) is None

    assert welcome() == standard
    assert welcome(on=LATER) == "Welkom in Tilburg."
    assert welcome(ELSEWHERE, on=LATER) == standard
    assert welcome(language="en", on=LATER) == words()["loket_welkom"].standard["en"]


def test_nothing_is_back_to_the_standard_and_the_history_stays() -> None:
    standard = welcome()
    chosen()
    chosen(value="", because="Toch niet.")

    history = queries.choices_made(HERE)

    assert welcome() == standard
    assert [one.value for one in history] == ["", "Welkom in Tilburg."]
    assert [one.because for one in history] == ["Toch niet.", "Zo praten wij hier."]


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ({"value": "x" * 401}, "eigen_tekst.lengte"),
        ({"value": "<b>Hoi</b>"}, "eigen_tekst.tekens"),
        ({"value": "Bel {nummer}"}, "eigen_tekst.plaatsen"),
        ({"name": "loket_geen_antwoord", "value": "Bel ons."}, "eigen_tekst.plaatsen"),
        ({"valid_from": TODAY - dt.timedelta(days=1)}, "eigen_tekst.terug"),
        ({"because": " "}, "eigen_tekst.waarom"),
    ],
)
def test_what_cannot_be_said_is_refused_with_what_to_do(other: dict[str, Any], rule: str) -> None:
    refusal = chosen(**other)

    assert refusal is not None
    assert refusal.rule == rule
    assert not OwnSetting.objects.exists()


@pytest.mark.requirement("R-046")
@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.COORDINATOR, Role.PERSON}])
def test_only_the_coordinator_of_the_region_chooses_its_words(role: Role) -> None:
    with pytest.raises(NotFoundError):
        chosen(actor=make_professional(role))
    with pytest.raises(NotFoundError):
        chosen(actor=make_professional(Role.COORDINATOR, region=ELSEWHERE))
    assert not OwnSetting.objects.exists()


def test_what_is_not_in_the_list_cannot_be_chosen() -> None:
    for other in ({"name": "alles"}, {"language": "de"}):
        with pytest.raises(NotFoundError):
            chosen(**other)


def test_places_are_filled_and_a_text_of_ones_own_keeps_them() -> None:
    chosen(name="loket_geen_antwoord", value="Niets gehoord? {telefoon}!")

    assert queries.own_word(HERE, "loket_geen_antwoord", "nl", TODAY, telefoon="013 1") == "Niets gehoord? 013 1!"


def test_the_name_that_a_region_chose_stands_above_its_letters() -> None:
    region = Region.objects.get(code=HERE)
    before = sender_of(region, START).team
    chosen(name="naam_team", value="Werkcentrum Midden-Brabant")

    assert sender_of(region, START).team == "Werkcentrum Midden-Brabant"
    assert sender_of(Region.objects.get(code=ELSEWHERE), START).team == before


def coloured(value: str, **other: Any) -> Refusal | None:
    """What choosing a colour answers."""
    asked: dict[str, Any] = {
        "actor": SYSTEM, "name": "merk", "value": value, "valid_from": TODAY, "because": "Huisstijl", "now": START
    }  # fmt: skip
    return actions.set_colour(**(asked | other))


def test_a_colour_that_can_be_read_holds_from_its_day_and_another_is_refused() -> None:
    refusal = coloured("#f2a65a")
    good = coloured("#5A1E6B", valid_from=LATER)

    assert refusal is not None
    assert refusal.rule == "kleur.contrast"
    assert good is None
    assert queries.theme(TODAY) == {}
    assert queries.theme(LATER) == {"--o-brand": "#5a1e6b"}


def test_going_back_to_the_standard_leaves_no_colour() -> None:
    coloured("#5a1e6b")
    coloured("")

    assert queries.theme(TODAY) == {}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.STEERING_GROUP, Role.PERSON}])
def test_only_the_steering_group_chooses_colours(role: Role) -> None:
    with pytest.raises(NotFoundError):
        coloured("#5a1e6b", actor=make_professional(role))


def test_every_choice_is_written_down_with_who_and_from_when() -> None:
    chosen()
    coloured("#5a1e6b")

    lines = AuditLine.objects.filter(verb="eigen_instelling").order_by("id")

    assert [(line.object_kind, line.object_id, line.details["wat"]) for line in lines] == [
        ("regio", HERE, "loket_welkom"),
        ("installation", "1", "merk"),
    ]


def test_the_standard_keeps_its_own_rules() -> None:
    for word in words().values():
        for text in word.standard.values():
            assert len(text) <= word.most
            assert not text or places_in(text) == word.places
    for colour in colours().values():
        assert min(contrast(colour.standard, other) for other in colour.against) >= LEAST_CONTRAST
