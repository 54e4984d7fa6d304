"""The reference data: complete, repeatable, and refused as a whole when a row is wrong."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from overstap.audit.models import AuditLine
from overstap.parties.actions import load_reference
from overstap.parties.models import DeclarationRole, Desk, Party, PartyInRegion, PartyKind, Region
from overstap.parties.queries import regions
from overstap.parties.reference.files import HERE, BrokenReferenceError, Reference, read_reference

pytestmark = pytest.mark.django_db


def read(folder: Path) -> Reference:
    return read_reference(folder, kinds=PartyKind.values, declarations=DeclarationRole.values)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for file in HERE.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.requirement("R-065")
def test_there_are_35_regions() -> None:
    assert len(regions()) == 35


@pytest.mark.requirement("R-380")
def test_phases_count_three_three_three_three_and_twenty_three() -> None:
    found = [card.phase for card in regions()]

    assert [found.count(phase) for phase in (1, 2, 3, 4, 5)] == [3, 3, 3, 3, 23]


@pytest.mark.requirement("R-380")
@pytest.mark.parametrize(
    ("name", "phase", "planned_from", "planned_until"),
    [
        ("Midden-Brabant", 1, date(2020, 11, 1), date(2020, 11, 30)),
        ("Stedendriehoek en Noordwest Veluwe", 2, date(2020, 12, 1), date(2020, 12, 31)),
        ("Haaglanden", 3, date(2021, 1, 1), date(2021, 1, 31)),
        ("Twente", 4, date(2021, 2, 1), date(2021, 2, 28)),
        ("Zeeland", 5, date(2021, 3, 1), date(2021, 4, 30)),
    ],
)
def test_each_phase_has_its_planned_months(name: str, phase: int, planned_from: date, planned_until: date) -> None:
    region = next(card for card in regions() if card.name == name)

    assert (region.phase, region.planned_from, region.planned_until) == (phase, planned_from, planned_until)


@pytest.mark.requirement("R-382")
def test_the_start_regions_are_phase_one() -> None:
    assert {card.name for card in regions() if card.phase == 1} == {
        "Groot Amsterdam",
        "Midden-Utrecht",
        "Midden-Brabant",
    }


@pytest.mark.requirement("R-031")
def test_sixteen_organisations_signed_and_seven_support() -> None:
    signed = set(Party.objects.filter(declaration_role="ondertekenaar").values_list("name", flat=True))
    support = set(Party.objects.filter(declaration_role="ondersteuner").values_list("name", flat=True))

    assert len(signed) == 16
    assert {"NRTO", "UWV", "G40", "Ministerie van OCW"} <= signed
    assert support == {"AWVN", "Cedris", "OVAL", "VSNU", "Vereniging Hogescholen", "NBBU", "ABU"}


@pytest.mark.requirement("R-022", "R-023", "R-025", "R-027", "R-028", "R-029", "R-030")
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("FNV", PartyKind.UNION),
        ("CNV", PartyKind.UNION),
        ("VCP", PartyKind.UNION),
        ("LTO Nederland", PartyKind.EMPLOYERS),
        ("UWV", PartyKind.UWV),
        ("VNG", PartyKind.MUNICIPAL_NETWORK),
        ("G4", PartyKind.MUNICIPAL_NETWORK),
        ("Divosa", PartyKind.MUNICIPAL_NETWORK),
        ("Gemeente Tilburg", PartyKind.MUNICIPALITY),
        ("MBO Raad", PartyKind.EDUCATION),
        ("SBB", PartyKind.SBB),
        ("Ministerie van SZW", PartyKind.MINISTRY),
        ("Cedris", PartyKind.SOCIAL_COMPANY),
    ],
)
def test_each_organisation_is_of_its_kind(name: str, kind: PartyKind) -> None:
    assert Party.objects.get(name=name).kind == kind


@pytest.mark.requirement("R-100")
def test_every_region_has_a_desk() -> None:
    assert Desk.objects.count() == 35


def test_loading_again_makes_nothing_and_changes_nothing(now: datetime) -> None:
    before = AuditLine.objects.count()

    loaded = load_reference(now=now)

    assert (loaded.made, loaded.changed) == (0, 0)
    assert AuditLine.objects.count() == before


def test_loading_repairs_a_name_and_keeps_what_people_decided(now: datetime) -> None:
    Region.objects.filter(code="AM26").update(
        name="Midden Brabant", state="operationeel", agreement_on=date(2020, 11, 1), live_on=date(2020, 11, 15)
    )
    Desk.objects.filter(region__code="AM26").update(address="Spoorlaan 1")

    loaded = load_reference(now=now)

    region = Region.objects.get(code="AM26")
    assert loaded.changed == 1
    assert (region.name, region.state, region.live_on) == ("Midden-Brabant", "operationeel", date(2020, 11, 15))
    assert Desk.objects.get(region=region).address == "Spoorlaan 1"


def test_loading_keeps_a_union_that_a_region_chose_as_first_contact(now: datetime) -> None:
    here = PartyInRegion.objects.filter(region__code="AM26")
    here.filter(first_contact=True).update(first_contact=False)
    here.filter(party__name="CNV").update(first_contact=True)

    load_reference(now=now)

    assert here.get(first_contact=True).party.name == "CNV"


def test_the_files_of_the_program_are_sound() -> None:
    reference = read(HERE)

    assert len([row for row in reference.municipalities if row.since <= date(2020, 12, 31)]) == 355
    assert len([row for row in reference.municipalities if row.until is None]) == 352


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("regions.toml", 'code = "AM02"', 'code = "AM01"', "code AM01 stands there twice"),
        ("regions.toml", "phase = 4", "phase = 9", "region AM01: phase 9 does not exist"),
        ("regions.toml", 'name = "Friesland"', "name = 12", "region AM02: name is missing or not a str"),
        ("regions.toml", 'centre = "Tilburg"', 'centre = "Breda"', "centre 'Breda' is none of its municipalities"),
        ("regions.toml", '"Tilburg", ', '"Tilburg", "Breda", ', "Breda stands in two regions"),
        ("regions.toml", "[[region]]\n", "[[regio]]\n", "34 regions instead of 35"),
        ("regions.toml", '"Haaren"]', '"Haarlo"]', "change 1: Haarlo ends but was not there"),
        ("regions.toml", 'region = "AM01" }', 'region = "AM99" }', "region AM99 does not exist"),
        ("regions.toml", "from = 2020-01-01", 'from = "vroeger"', "from is missing or not a date"),
        ("phases.toml", "until = 2020-11-30", "until = 2020-10-30", "phase 1: ends before it starts"),
        ("parties.toml", 'kind = "uwv"', 'kind = "uvw"', "UWV: unknown kind 'uvw'"),
        ("parties.toml", '"ondertekenaar"', '"getuige"', "unknown declaration role 'getuige'"),
        ("parties.toml", 'name = "CNV"', 'name = "FNV"', "FNV stands there twice"),
        ("parties.toml", '\nregions = "all"', '\nregions = ["AM99"]', "region AM99 does not exist"),
        (
            "parties.toml",
            'name = "CNV"',
            'name = "CNV"\nfirst_contact = true',
            "only one party can be the first contact",
        ),
        ("parties.toml", "[[party]]", "[[party]", "parties.toml:"),
    ],
)
def test_a_broken_file_is_refused_with_its_row(files: Path, file: str, old: str, new: str, complaint: str) -> None:
    spoil(files / file, old, new)

    with pytest.raises(BrokenReferenceError, match="toml") as caught:
        read(files)

    assert complaint in str(caught.value)


def test_a_missing_file_is_named(files: Path) -> None:
    (files / "phases.toml").unlink()

    with pytest.raises(BrokenReferenceError, match=r"phases\.toml: the file is missing"):
        read(files)


def test_all_faults_are_told_together(files: Path) -> None:
    spoil(files / "regions.toml", "phase = 4", "phase = 9")
    spoil(files / "parties.toml", 'kind = "uwv"', 'kind = "uvw"')

    with pytest.raises(BrokenReferenceError) as caught:
        read(files)

    assert "phase 9" in str(caught.value)
    assert "'uvw'" in str(caught.value)
