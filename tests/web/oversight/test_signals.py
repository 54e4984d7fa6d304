"""Bottlenecks on screen: raised by a region, discussed and decided by the steering group."""

import pytest
from django.test import Client
from django.urls import reverse

from overstap.oversight.models import Signal
from overstap.parties.models import Membership, Region
from tests.web.browsing import follow, sign_in, text_of
from tests.web.oversight.watching import as_coordinator, as_steering, coordinator, raised

NEW = "/toezicht/signalen/nieuw/"
FILLED = {
    "region": "AM26",
    "subject": "Te weinig leerbanen",
    "explanation": "SBB vindt er te weinig in de zorg.",
    "owner": "SBB",
}


def page_of(signal_id: int) -> str:
    return reverse("oversight:signal", args=(signal_id,))


@pytest.mark.requirement("R-038", "R-386")
def test_a_region_raises_a_bottleneck_for_the_next_meeting(client: Client) -> None:
    as_coordinator(client)

    answer = follow(client, NEW, FILLED)
    words = text_of(answer)

    assert "Het knelpunt staat op de agenda van de stuurgroep." in words
    assert "Te weinig leerbanen" in words
    assert "dinsdag 23 februari 2021" in words
    assert "Open" in words


@pytest.mark.parametrize(
    ("field", "given", "sentence"),
    [("subject", "", "Vul dit in."), ("explanation", " ", "Vul dit in."), ("owner", "", "Vul dit in.")],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(
    client: Client, field: str, given: str, sentence: str
) -> None:
    as_coordinator(client)

    answer = client.post(NEW, FILLED | {field: given})

    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert f'href="#id_{field}"' in answer.content.decode()
    kept = [text for name, text in FILLED.items() if name not in {field, "region"}]
    assert all(text in answer.content.decode() for text in kept)
    assert not Signal.objects.exists()


def test_another_region_cannot_be_chosen(client: Client) -> None:
    as_coordinator(client)

    answer = client.post(NEW, FILLED | {"region": "AM01"})

    assert answer.status_code == 400
    assert not Signal.objects.exists()


def test_a_coordinator_of_two_regions_chooses_the_region(client: Client) -> None:
    actor = coordinator("AM26")
    Membership.objects.create(
        user_id=actor.user_id,
        party_id=actor.party_id,
        role="coordinator",
        region=Region.objects.get(code="AM29"),
        valid_from="2020-01-01",
    )
    sign_in(client, actor)

    follow(client, NEW, FILLED | {"region": "AM29"})

    assert Signal.objects.get().region.code == "AM29"
    assert "U coördineert ook:" in text_of(client.get("/toezicht/"))


def test_the_steering_group_raises_nothing(client: Client) -> None:
    as_steering(client)

    assert client.get(NEW).status_code == 403
    assert client.post(NEW, FILLED).status_code == 403
    assert "Meld een knelpunt" not in text_of(client.get("/toezicht/signalen/"))


@pytest.mark.requirement("R-386")
def test_the_steering_group_discusses_and_then_decides(client: Client) -> None:
    signal_id = raised()
    as_steering(client)

    discussed = follow(client, page_of(signal_id), {"move": "bespreken", "decision": "Eerst cijfers.", "owner": "UWV"})
    agenda = text_of(client.get("/toezicht/signalen/"))
    decided = follow(client, page_of(signal_id), {"move": "besluiten", "decision": "Meer geld.", "owner": ""})
    after = text_of(client.get("/toezicht/signalen/"))

    assert "Eerst cijfers." in text_of(discussed)
    assert "Op de agenda 1" in agenda
    assert "Besluit van de stuurgroep" in text_of(decided)
    assert "Leg vast wat de stuurgroep deed" not in text_of(decided)
    assert "Op de agenda 0" in after
    assert "Besloten 1" in after
    assert Signal.objects.get().owner == "UWV"


def test_a_decision_needs_words_and_a_choice(client: Client) -> None:
    signal_id = raised()
    as_steering(client)

    answer = client.post(page_of(signal_id), {"decision": "", "owner": "SBB"})

    assert answer.status_code == 400
    assert 'href="#id_move"' in answer.content.decode()
    assert 'href="#id_decision"' in answer.content.decode()
    assert 'value="SBB"' in answer.content.decode()
    assert Signal.objects.get().state == "open"


def test_a_coordinator_reads_the_decision_and_cannot_decide(client: Client) -> None:
    signal_id = raised()
    as_coordinator(client)

    shown = client.get(page_of(signal_id))
    answer = client.post(page_of(signal_id), {"move": "besluiten", "decision": "Zelf besloten."})

    assert "Leg vast wat de stuurgroep deed" not in text_of(shown)
    assert answer.status_code == 400
    assert Signal.objects.get().state == "open"


def test_a_signal_of_another_region_is_not_found_and_not_listed(client: Client) -> None:
    signal_id = raised("AM13", "Geheim van Utrecht")
    as_coordinator(client)

    assert client.get(page_of(signal_id)).status_code == 404
    assert "Geheim van Utrecht" not in text_of(client.get("/toezicht/signalen/"))


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    signal_id = raised(subject="<script>alert(1)</script>")
    as_steering(client)

    page = client.get(page_of(signal_id)).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
