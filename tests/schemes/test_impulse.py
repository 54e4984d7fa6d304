"""The temporary impulse for the banenafspraak group, and practical learning beside it."""

import datetime as dt

import pytest

from overstap.rules import Known, Outcome, assess, load_catalogue

CATALOGUE = load_catalogue()
TODAY = dt.date(2021, 2, 15)


@pytest.mark.requirement("R-173")
def test_the_time_to_a_decision_is_a_choice_that_a_region_may_change() -> None:
    days = CATALOGUE.scheme("termijnen", TODAY).parameters["besluit_nemen"]

    assert days.regional
    assert not days.given_by_source
    assert days.on(TODAY) == 7


@pytest.mark.requirement("R-173")
def test_the_principles_stand_with_the_impulse() -> None:
    notes = " ".join(CATALOGUE.scheme("impuls-banenafspraak", TODAY).notes["notes"])

    assert "behoefte van de persoon" in notes
    assert "weet waar hij aan toe is" in notes


@pytest.mark.requirement("R-174")
@pytest.mark.parametrize("known", ["uwv", "gemeente"])
def test_an_existing_contact_goes_before_the_law(known: str) -> None:
    for law in ("wajong", "participatiewet"):
        facts = {
            "doelgroep_banenafspraak": Known(value=True),
            "bekend_bij": Known(known),
            "banenafspraak_via": Known(law),
        }

        assert assess(CATALOGUE, "banenafspraak-bekend", facts, TODAY).outputs["hulp_bij"].value == known


@pytest.mark.requirement("R-180", "R-177")
def test_outflow_is_counted_over_the_terms_of_the_trajectory() -> None:
    counted = CATALOGUE.scheme("werkfit-uitstroom", TODAY).parameters
    given = CATALOGUE.scheme("werkfit", TODAY).parameters

    assert counted["gewone_duur"].on(TODAY) == given["duur_gewoon"].on(TODAY) == 6
    assert counted["langste_duur"].on(TODAY) == given["duur_uitzondering"].on(TODAY) == 9


@pytest.mark.requirement("R-179")
def test_after_a_trajectory_a_second_one_is_refused_and_a_job_coach_is_not() -> None:
    again = assess(CATALOGUE, "werkfit", {"werkfit_eerder_gehad": Known(value=True)}, TODAY)
    coach = {
        "werkfit_eerder_gehad": Known(value=True),
        "doelgroep_banenafspraak": Known(value=True),
        "hulp_nodig_op_werkplek": Known(value=True),
        "reden_vastgelegd": Known(value=True),
        "bedrag": Known(50_000),
    }

    assert again.outcome is Outcome.NEE
    assert assess(CATALOGUE, "jobcoach", coach, TODAY).outcome is Outcome.JA
    assert CATALOGUE.scheme("werkfit", TODAY).once_only


@pytest.mark.requirement("R-190")
def test_the_three_parts_of_practical_learning_make_sixty_three_million() -> None:
    frames = {frame.id: frame.budget[2021] for frame in CATALOGUE.frames(TODAY) if frame.id.startswith("praktijkleren")}
    line = CATALOGUE.budget("sociaal-pakket", TODAY).line("praktijkleren")
    carrying_out = (line.printed[2021].cents or 0) - sum(frames.values())

    assert frames == {"praktijkleren_inkoop": 3_150_000_000, "praktijkleren_werkgeversvergoeding": 2_700_000_000}
    assert carrying_out == 450_000_000


@pytest.mark.requirement("R-201")
def test_the_fee_and_the_later_application_come_to_the_same_for_the_same_weeks() -> None:
    day = dt.date(2022, 9, 20)
    for weeks in (0, 1, 12, 39, 40, 41):
        fee = assess(
            CATALOGUE,
            "praktijkleren-werkgeversvergoeding",
            {"leerbedrijf_erkend": Known(value=True), "weken_aanwezig": Known(weeks)},
            day,
        ).amount
        full = assess(CATALOGUE, "praktijkleren-aanvraag-werkgever", {"weken_aanwezig": Known(weeks)}, day).outputs

        assert fee is not None
        assert fee.lo == full["volledig_bedrag_zonder_tekort"].value


@pytest.mark.requirement("R-205")
def test_keeping_fit_can_be_followed_by_practical_learning() -> None:
    relations = {name: CATALOGUE.scheme(name, TODAY).relations for name in ("werkfit", "praktijkleren")}

    assert "praktijkleren" not in relations["werkfit"].get("excludes", ())
    assert "werkfit" not in relations["praktijkleren"].get("excludes", ())
    assert any("werkfittraject" in note for note in CATALOGUE.scheme("jeugd-buiten-beeld", TODAY).notes["notes"])
