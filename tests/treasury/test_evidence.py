"""The paper behind a claim: its sort, number and day, and the fingerprint of the file."""

import datetime as dt
import uuid

import pytest

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.treasury import actions
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-261")
def test_a_claim_keeps_the_paper_that_shows_it() -> None:
    make.budget(1000_00)
    paper = actions.Evidence("factuur", "2021-17", make.NOW.date(), "a" * 64)

    claim = make.claimed(make.committed(), amount_cents=80_00, paper=paper)

    kept = (claim.evidence_kind, claim.evidence_number, claim.evidence_on, claim.evidence_sha256)
    assert kept == ("factuur", "2021-17", make.NOW.date(), "a" * 64)


@pytest.mark.parametrize(
    ("paper", "rule"),
    [
        (actions.Evidence("lot uit de loterij"), "aanspraak.bewijs"),
        (actions.Evidence("factuur", on=make.NOW.date() + dt.timedelta(days=1)), "aanspraak.bewijs_datum"),
        (actions.Evidence("factuur", sha256="geen kenmerk"), "aanspraak.bewijs_bestand"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(paper: actions.Evidence, rule: str) -> None:
    make.budget(1000_00)
    asked = {"actor": make.someone(Role.ADVISER), "key": uuid.uuid4(), "commitment_key": make.committed().key,
             "amount_cents": 60_00, "evidence": "Factuur", "now": make.NOW}  # fmt: skip

    assert rule_of(actions.submit_claim(**asked, paper=paper)) == rule
