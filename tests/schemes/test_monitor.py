"""A table of participants becomes the table that the monitor of NL leert door counts in."""

import datetime as dt

import polars as pl
import pytest

from overstap.rules import load_catalogue
from overstap.screening import screen

CATALOGUE = load_catalogue()
MONITOR = "nl-leert-door-monitor"
PARTICIPANTS = pl.DataFrame(
    {
        "groep_op_de_arbeidsmarkt": ["werknemer", "flexwerker", "zzper", "zelfstandige", "werkzoekende"],
        "leeftijd": [30, 31, 50, 51, 51],
        "werkgever_medewerkers": [250, 251, 1, 3, None],
        "hoogste_opleiding": ["mbo_1", "mbo_2", "mbo_4", "wo", "hbo"],
    }
)


def exported() -> pl.DataFrame:
    """The classes of every participant, in columns that are called after the answer."""
    found = screen(CATALOGUE, PARTICIPANTS, on=dt.date(2021, 2, 15), schemes=[MONITOR], outputs=True)
    return found.rename(lambda name: name.removeprefix(f"{MONITOR}."))


@pytest.mark.requirement("R-232", "R-240")
def test_participants_fall_in_the_classes_of_the_survey() -> None:
    classes = exported().select("werksituatie", "leeftijdsgroep", "bedrijfsgrootte", "opleidingsgroep")

    assert [tuple(row) for row in classes.iter_rows()] == [
        ("loondienst", "tot_en_met_30", "mkb", "zonder_startkwalificatie"),
        ("uitzend", "van_31_tot_en_met_50", "grootbedrijf", "lager_of_middelbaar"),
        ("zelfstandig", "van_31_tot_en_met_50", "mkb", "lager_of_middelbaar"),
        ("zelfstandig", "vanaf_51", "mkb", "hbo_of_wo"),
        ("geen_betaald_werk", "vanaf_51", "onbekend", "hbo_of_wo"),
    ]


@pytest.mark.requirement("R-231", "R-232")
def test_the_share_of_practically_educated_people_can_be_told() -> None:
    counts = dict(exported().group_by("praktisch_opgeleid").len().iter_rows())

    assert {str(name).lower(): number for name, number in counts.items()} == {"ja": 3, "nee": 2}
