"""What is still needed, in which order it is asked, and when asking stops."""

import datetime as dt

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    REFUSED,
    Catalogue,
    Facts,
    Known,
    Outcome,
    assess,
    next_question,
    open_questions,
)

DAY = dt.date(2021, 2, 1)
SCHEMES = ["proefplaats"]


def test_questions_follow_the_conditions_and_the_least_sensitive_goes_first(catalogue: Catalogue) -> None:
    found = assess(catalogue, "proefplaats", {}, DAY)

    assert found.missing == (
        "leeftijd",
        "banenafspraak",
        "uitkering_dagen",
        "inzet",
        "proefplaats_gebruikt",
        "taal",
        "weken",
    )


def test_a_question_that_cannot_change_anything_is_not_asked(catalogue: Catalogue) -> None:
    first = next_question(catalogue, SCHEMES, {}, DAY)
    young = next_question(catalogue, SCHEMES, {"leeftijd": Known(20)}, DAY)
    old = next_question(catalogue, SCHEMES, {"leeftijd": Known(50)}, DAY)

    assert first is not None
    assert young is not None
    assert old is not None
    assert (first.id, young.id, old.id) == ("leeftijd", "uitkering_dagen", "banenafspraak")


def test_asking_stops_at_a_refusal(catalogue: Catalogue) -> None:
    case: Facts = {"leeftijd": Known(50), "banenafspraak": Known(False)}

    assert next_question(catalogue, SCHEMES, case, DAY) is None


def test_who_may_answer_limits_what_is_asked(catalogue: Catalogue) -> None:
    case: Facts = {"leeftijd": Known(20), "uitkering_dagen": NOT_APPLICABLE}
    person = next_question(catalogue, SCHEMES, case, DAY, origins=["person"])
    register = open_questions(catalogue, SCHEMES, case, DAY, origins=["register"])
    adviser = next_question(catalogue, SCHEMES, case, DAY)

    assert person is not None
    assert person.id == "taal"
    assert [fact.id for fact in register] == ["proefplaats_gebruikt"]
    assert adviser is not None
    assert adviser.id == "inzet"


def test_a_refused_question_is_never_asked_again(catalogue: Catalogue) -> None:
    case: dict[str, Known] = {}
    asked: list[str] = []
    while (question := next_question(catalogue, SCHEMES, {**case, **dict.fromkeys(asked, REFUSED)}, DAY)) is not None:
        assert question.id not in asked
        asked.append(question.id)

    assert asked == ["leeftijd", "banenafspraak", "uitkering_dagen", "inzet", "taal", "weken"]


def test_answering_every_question_settles_the_answer(catalogue: Catalogue) -> None:
    answers: Facts = {
        "leeftijd": Known(20),
        "uitkering_dagen": Known(30),
        "inzet": Known(True),
        "taal": Known("B2"),
        "weken": Known(3),
    }
    case: Facts = {"proefplaats_gebruikt": Known(0)}
    while (question := next_question(catalogue, SCHEMES, case, DAY)) is not None:
        case = {**case, question.id: answers[question.id]}
    found = assess(catalogue, "proefplaats", case, DAY)

    assert found.outcome is Outcome.JA
    assert found.amount is not None
    assert found.amount.settled
    assert "banenafspraak" not in case


def test_a_scheme_that_is_not_in_force_asks_nothing(catalogue: Catalogue) -> None:
    assert next_question(catalogue, SCHEMES, {}, dt.date(2019, 1, 1)) is None


@pytest.mark.parametrize("weeks", [27, 28, 52])
def test_weeks_above_the_maximum_leave_nothing_open(catalogue: Catalogue, weeks: int) -> None:
    case: Facts = {"leeftijd": Known(20), "uitkering_dagen": NOT_APPLICABLE, "inzet": Known(True), "taal": Known("B2")}
    found = assess(catalogue, "proefplaats", {**case, "weken": Known(weeks)}, DAY)

    assert found.missing == ("proefplaats_gebruikt",)
