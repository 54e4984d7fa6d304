"""`overstap schemes register`: registrations by the publication standard 1.0 of the Dutch algorithm register."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from overstap.cli.__main__ import main
from overstap.rules import load_catalogue
from overstap.rules.reading.register import (
    CATEGORIES,
    FIELDS,
    REQUIRED,
    STATUSES,
    THEMES,
    Publisher,
    Registration,
    registration,
)

CATALOGUE = load_catalogue()
DAY = date(2021, 2, 15)
PUBLISHER = Publisher("Gemeente Voorbeeld", "algoritmes@voorbeeld.nl")


def of(scheme_id: str, day: date = DAY, publisher: Publisher = PUBLISHER) -> Registration:
    return registration(CATALOGUE, scheme_id, publisher, day)


@pytest.mark.parametrize("scheme_id", sorted(CATALOGUE.versions))
def test_every_scheme_fills_what_the_standard_requires(scheme_id: str) -> None:
    found = of(scheme_id)

    assert tuple(found.fields) == tuple(FIELDS)
    assert not set(REQUIRED) & set(found.empty)
    assert all(len(found.fields[name]) <= most for name, most in FIELDS.items() if most)
    assert found.fields["status"] in STATUSES
    assert found.fields["publication_category"] in CATEGORIES
    assert set(found.fields["category"]) <= set(THEMES)
    assert (found.fields["lang"], found.fields["standard_version"]) == ("nld", "1.0")
    assert found.fields["source_data"]
    assert "niet zelflerend" in found.fields["methods_and_models"]


def test_what_nobody_gave_stays_empty_and_is_named() -> None:
    found = of("werkfit")

    assert found.fields["proportionality"] == ""
    assert {"proportionality", "provider", "impacttoetsen_grouping"} <= set(found.empty)
    assert "end_date" not in found.empty


def test_what_the_organisation_gives_is_filled_in() -> None:
    publisher = Publisher(
        "Gemeente Voorbeeld",
        "https://voorbeeld.nl/vragen",
        considerations="Minder vragen, en uitleg bij elke uitkomst.",
        impact_tests={"Data Protection Impact Assessment (DPIA)": "https://voorbeeld.nl/dpia"},
        provider="Intern ontwikkeld",
        lawful_basis="Participatiewet",
    )
    found = of("werkfit", publisher=publisher)

    assert found.fields["proportionality"] == "Minder vragen, en uitleg bij elke uitkomst."
    assert found.fields["lawful_basis"] == "Participatiewet"
    assert "Met “opgezegd en nog in dienst” is bedoeld" in str(found.fields["methods_and_models"])
    assert found.fields["impacttoetsen_grouping"] == [
        {"title": "Data Protection Impact Assessment (DPIA)", "link": "https://voorbeeld.nl/dpia"}
    ]
    assert not {"proportionality", "provider", "impacttoetsen_grouping"} & set(found.empty)


def test_the_status_follows_the_days_of_the_versions() -> None:
    before, during, after = (of("werkfit", day).fields for day in (date(2019, 1, 1), DAY, date(2030, 1, 1)))

    assert (before["status"], during["status"], after["status"]) == STATUSES
    assert (during["begin_date"], during["end_date"], after["end_date"]) == ("2020-12", "", "2022-12")


def test_special_personal_data_are_named_as_such() -> None:
    assert "Hoort bij de doelgroep banenafspraak" in str(of("werkfit").fields["risks"])
    assert "bijzonder persoonsgegeven" in str(of("werkfit").fields["source_data"])


def run(out: Path, *words: str) -> int:
    required = ["--organisation", "Gemeente Voorbeeld", "--contact", "algoritmes@voorbeeld.nl", "--out", str(out)]
    return main(["schemes", "register", *required, *words])


def test_a_table_has_a_column_per_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "register.csv"
    status = run(out, "werkfit", "scholing")
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode())))

    assert status == 0
    assert [row["source_id"].split("@")[0] for row in rows] == ["werkfit", "scholing"]
    assert list(rows[0]) == list(FIELDS)
    assert rows[0]["category"] == "Werk"
    assert "werkfit: empty: " in capsys.readouterr().err


def test_json_holds_every_scheme(tmp_path: Path) -> None:
    out = tmp_path / "register.json"
    run(out, "--theme", "Werk", "--theme", "Sociale zekerheid", "--impact-test", "IAMA")
    found = json.loads(out.read_text(encoding="utf-8"))

    assert len(found) == len(CATALOGUE.versions)
    assert found[0]["category"] == ["Werk", "Sociale zekerheid"]
    assert found[0]["impacttoetsen_grouping"] == [{"title": "IAMA", "link": ""}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--out", "register.txt"], "ends in neither .csv nor .json"),
        (["--contact", "bel ons"], "no e-mail address and no https:// page"),
        (["--organisation", " "], "--organisation is empty"),
        (["--out", "/nergens/register.csv"], "cannot be written"),
        (["--theme", "Werk", "--theme", "Recht", "--theme", "Wonen", "--theme", "Verkeer"], "at most three themes"),
        (["bestaat-niet"], "There is no scheme 'bestaat-niet'"),
    ],
)
def test_wrong_input_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    status = run(tmp_path / "register.csv", *words)

    assert status == 2
    assert told in capsys.readouterr().err
