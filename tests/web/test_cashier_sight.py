"""What the cashier reads: amounts, recipients, evidence; never who the person is or why something stopped (R-404)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overstap.arrangements import actions
from overstap.core.actor import Role
from overstap.treasury.models import Budget, Claim, Commitment
from tests.conftest import START
from tests.factories.arrangements import Scene, choose, make_active
from tests.factories.cases import given
from tests.factories.people import make_professional
from tests.factories.treasury import invoice
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db

REASON = "Burn-out en schulden"


def lived_through() -> Scene:
    """An arrangement in which the person agreed with more, something stopped for a private reason, and they stop."""
    scene = make_active()
    first = scene.arrangement.items.get(commitment_key__isnull=False)
    given(
        actions.claim_cost(actor=scene.adviser, item_id=first.pk, amount_cents=100_00, paper=invoice("17"), now=START)
    )
    added = choose(scene, title="Tweede workshop", motivation="Vanwege de diagnose", cost_cents=300_00)
    given(actions.agree(actor=scene.person, arrangement_id=scene.arrangement.pk, now=START))
    given(actions.stop_item(actor=scene.adviser, item_id=added.id, because=REASON, now=START))
    given(actions.stop_arrangement(actor=scene.person, arrangement_id=scene.arrangement.pk, because=REASON, now=START))
    return scene


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Every screen of the cashier, as words."""
    urls = ["/kassa/", "/kassa/aanspraken/", "/kassa/betalingen/", "/kassa/budget-vaststellen/"]
    urls += [reverse("treasury:budget", args=[row.pk]) for row in Budget.objects.all()]
    urls += [reverse("treasury:commitment", args=[row.key]) for row in Commitment.objects.all()]
    urls += [
        reverse(f"treasury:{name}", args=[row.key]) for row in Claim.objects.all() for name in ("claim", "payment")
    ]
    urls += ["/kassa/stroom/ontschot_budget/", "/kassa/boekingen/"]
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200, url
        yield url, text_of(answer)
    days = {"van_day": 1, "van_month": 1, "van_year": 2021, "tot_day": 15, "tot_month": 2, "tot_year": 2021}
    for kind in ("csv", "xaf"):
        file: Any = client.get("/kassa/boekingen/bestand/", days | {"vorm": kind})
        yield kind, b"".join(file.streaming_content).decode()


@pytest.mark.requirement("R-404")
@pytest.mark.parametrize("role", [Role.CASHIER, Role.CASHIER_APPROVER])
def test_the_cashier_reads_nobody_and_no_reason(role: Role, client: Client) -> None:
    scene = lived_through()
    person = scene.case.participant
    sign_in(client, make_professional(role, party_kind="uwv", region=None))

    found = dict(pages(client))

    for url, words in found.items():
        for private in (person.last_name, person.email, person.phone, scene.case.number, str(person.key), REASON,
                        "diagnose", "Tweede workshop"):  # fmt: skip
            assert private not in words, (url, private)
    together = " ".join(found.values())
    assert "de deelnemer" in together
    assert "Het onderdeel is gestopt" in together
    assert "Factuur 17" in together
