"""`overstap treasury check`."""

import json

import pytest

from overstap.cli.__main__ import main
from overstap.treasury.models import Account
from tests.factories import treasury as make

pytestmark = pytest.mark.django_db


def test_right_books_are_told_and_give_status_zero(capsys: pytest.CaptureFixture[str]) -> None:
    make.budget(1000_00)
    make.committed()

    status = main(["treasury", "check"])

    assert status == 0
    assert capsys.readouterr().out == "The books are right.\n"


def test_wrong_books_are_told_line_by_line_and_give_status_one(capsys: pytest.CaptureFixture[str]) -> None:
    make.budget(1000_00)
    Account.objects.filter(kind="budget").update(credits_posted_cents=1)

    status = main(["treasury", "check"])

    assert status == 1
    assert "WRONG  books: totals = entries: budget" in capsys.readouterr().out


def test_problems_are_given_to_programs_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    make.budget(1000_00)
    Account.objects.filter(kind="budget").update(credits_posted_cents=1)

    main(["treasury", "check", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert {problem["invariant"] for problem in found} >= {"totals = entries", "debits = credits"}
