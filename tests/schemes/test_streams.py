"""Where money comes from: the streams, who keeps them, the order of use, and the amounts of the letters."""

import datetime as dt

import pytest

from overstap.rules import load_catalogue

TODAY = dt.date(2021, 2, 15)
CATALOGUE = load_catalogue()
STREAMS = {stream.id: stream for stream in CATALOGUE.streams(TODAY)}
FRAMES = {frame.id: frame for frame in CATALOGUE.frames(TODAY)}
MILLION = 100_000_000


@pytest.mark.requirement("R-250")
def test_the_cashier_keeps_exactly_four_streams() -> None:
    kept = {name for name, stream in STREAMS.items() if stream.with_cashier}

    assert kept == {"ontschot_budget", "bemensing", "impuls_banenafspraak", "praktijkleren_inkoop"}


@pytest.mark.parametrize(
    ("frame", "years"),
    [
        pytest.param("rmt", {2020: 11, 2021: 109, 2022: 75}, marks=pytest.mark.requirement("R-253")),
        pytest.param("impuls_banenafspraak", {2020: 2, 2021: 21, 2022: 13}, marks=pytest.mark.requirement("R-170")),
        pytest.param("praktijkleren_inkoop", {2021: 31.5}, marks=pytest.mark.requirement("R-190")),
        pytest.param("praktijkleren_werkgeversvergoeding", {2021: 27}, marks=pytest.mark.requirement("R-190", "R-201")),
    ],
)
def test_a_national_amount_is_that_of_the_letters(frame: str, years: dict[int, float]) -> None:
    assert FRAMES[frame].budget == {year: round(amount * MILLION) for year, amount in years.items()}


@pytest.mark.requirement("R-170", "R-253")
def test_the_totals_of_the_letters_come_out() -> None:
    totals = {name: sum(FRAMES[name].budget.values()) // MILLION for name in ("rmt", "impuls_banenafspraak")}

    assert totals == {"rmt": 195, "impuls_banenafspraak": 36}


@pytest.mark.requirement("R-253")
def test_the_team_budget_is_one_amount_for_instruments_and_staffing() -> None:
    assert FRAMES["rmt"].streams == ("ontschot_budget", "bemensing")


@pytest.mark.requirement("R-254", "R-255")
def test_the_streams_stand_in_the_order_in_which_money_is_used() -> None:
    ordered = sorted((stream.order, name) for name, stream in STREAMS.items() if stream.order)

    assert [name for _, name in ordered] == [
        "jeugd",
        "sociaal_plan",
        "regulier",
        "scholingsbudget_ww",
        "ofonds",
        "praktijkleren_inkoop",
        "extra_bbl",
        "ontschot_budget",
    ]


@pytest.mark.requirement("R-158")
def test_money_of_a_partner_stands_outside_the_order_and_the_cashier() -> None:
    assert STREAMS["partner_provincie"].order == 0
    assert not STREAMS["partner_provincie"].with_cashier


@pytest.mark.requirement("R-254")
def test_every_stream_that_can_be_chosen_is_a_known_stream() -> None:
    chosen = CATALOGUE.facts["gekozen_geldstroom"].type.values

    assert set(chosen) <= set(STREAMS)


@pytest.mark.requirement("R-389")
def test_the_national_frame_is_one_dated_version_with_its_sources() -> None:
    (version,) = [one for one in CATALOGUE.funding if one.valid_on(TODAY)]
    before, after = version.valid_from - dt.timedelta(days=1), dt.date(2023, 1, 1)

    assert (version.valid_from, version.valid_until) == (dt.date(2020, 12, 1), dt.date(2022, 12, 31))
    assert {frame.id for frame in version.frames} == set(FRAMES)
    assert all(citation.place for frame in version.frames for citation in frame.source)
    assert (CATALOGUE.frames(before), CATALOGUE.frames(after)) == ((), ())
