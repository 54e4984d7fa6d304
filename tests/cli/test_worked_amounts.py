"""The amounts of the agreement, as somebody at a command line calculates them."""

from __future__ import annotations

from pathlib import Path

import pytest

from overstap.cli.__main__ import main

FEE = """\
schemes: [praktijkleren-werkgeversvergoeding]
facts: {{weken_aanwezig: {weeks}, leerbedrijf_erkend: {recognised}}}
"""
CUSTOM = """\
schemes: [maatwerkbudget]
facts:
  doelgroep_banenafspraak: false
  besluit_intake: aanvullende_hulp
  maatwerkbudget_gebruikt: 700.00
  bedrag: {asked}
"""


def calculate(folder: Path, text: str, capsys: pytest.CaptureFixture[str], language: str = "nl") -> str:
    file = folder / "case.yaml"
    file.write_text(text, encoding="utf-8")
    status = main(["assess", str(file), "--on", "2021-02-15", "--lang", language])

    assert status == 0
    return capsys.readouterr().out


@pytest.mark.requirement("R-201")
@pytest.mark.parametrize(
    ("weeks", "nl", "en"),
    [(12, "€ 810,00", "€810.00"), (30, "€ 2.025,00", "€2,025.00"), (34, "€ 2.025,00", "€2,025.00")],
)
def test_the_fee_follows_the_weeks_up_to_the_maximum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], weeks: int, nl: str, en: str
) -> None:
    case = FEE.format(weeks=weeks, recognised="true")

    assert nl in calculate(tmp_path, case, capsys)
    assert en in calculate(tmp_path, case, capsys, "en")


@pytest.mark.requirement("R-063")
def test_no_fee_for_a_company_that_is_not_recognised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = calculate(tmp_path, FEE.format(weeks=12, recognised="false"), capsys)

    assert "): nee" in said
    assert "810,00" not in said


@pytest.mark.requirement("R-156")
@pytest.mark.parametrize(("asked", "outcome"), [("300.00", "ja"), ("301.00", "nee")])
def test_the_custom_budget_ends_at_its_maximum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: str, outcome: str
) -> None:
    said = calculate(tmp_path, CUSTOM.format(asked=asked), capsys)

    assert f"): {outcome}" in said
    assert ("boven het maximum van € 1.000,00" in said) == (outcome == "nee")
    assert "Menukaart, maatwerkbudget" in said
