"""The page of lists: what is there, from where, and only the steering group chooses what is in use."""

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.taxonomy.models import Edition
from tests.conftest import START
from tests.factories.people import make_professional
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


def other_version() -> Edition:
    return Edition.objects.create(
        scheme="overstap", name="Eigen beroepenlijst", version="later", fingerprint="x", loaded_at=START
    )


def test_a_coordinator_sees_the_lists_with_counts_and_source_and_chooses_nothing(client: Client) -> None:
    other = other_version()
    sign_in(client, make_professional(Role.COORDINATOR))
    page = text_of(client.get("/toezicht/beroepen/"))
    answer = client.post(f"/toezicht/beroepen/{other.pk}/gebruiken/")

    assert "242 beroepen" in page
    assert "254 competenties" in page
    assert "uitgegeven op 22 november 2026" in page
    assert "Neem in gebruik" not in page
    assert answer.status_code in {403, 404}
    assert not Edition.objects.get(pk=other.pk).in_use


def test_the_steering_group_takes_another_version_in_use(client: Client) -> None:
    other = other_version()
    sign_in(client, make_professional(Role.STEERING_GROUP, party_kind="ministerie", region=None))
    asked = client.get(f"/toezicht/beroepen/{other.pk}/gebruiken/")
    before = Edition.objects.get(pk=other.pk).in_use
    page = client.post(f"/toezicht/beroepen/{other.pk}/gebruiken/", follow=True)

    assert "Wat mensen eerder kozen, blijft staan" in text_of(asked)
    assert not before
    assert "Deze uitgave is nu in gebruik." in text_of(page)
    assert list(Edition.objects.filter(in_use=True).values_list("version", flat=True)) == ["later"]
    assert client.get("/toezicht/beroepen/0/gebruiken/").status_code == 404
