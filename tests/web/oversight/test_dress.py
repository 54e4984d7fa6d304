"""Colours and a logo of a region: chosen by its coordinator, safe, and for nobody else's region."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import PartyKind
from overstap.parties.own import actions, queries
from overstap.parties.own.models import RegionLogo
from tests.conftest import START
from tests.factories.people import make_professional
from tests.parties.test_pictures import chunk, png
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "AM26", "AM12"
COLOUR, LOGO = "/toezicht/regio/AM26/kleuren/merk/", "/toezicht/regio/AM26/logo/"
DAY = {"valid_from_day": "15", "valid_from_month": "2", "valid_from_year": "2021", "because": "Onze huisstijl."}


@pytest.fixture
def coordinator(client: Client) -> Client:
    return sign_in(client, make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY))


def file(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.requirement("R-046")
def test_a_colour_of_a_region_holds_there_alone_and_what_cannot_be_read_is_refused(coordinator: Client) -> None:
    pale = coordinator.post(COLOUR, DAY | {"value": "#f2a65a"})
    good = coordinator.post(COLOUR, DAY | {"value": "#5a1e6b"})

    assert (pale.status_code, good.status_code) == (400, 302)
    assert "niet goed te lezen" in text_of(pale)
    assert "#5a1e6b" in coordinator.get("/thema.css?regio=AM26").content.decode()
    assert "#5a1e6b" not in coordinator.get("/thema.css?regio=AM12").content.decode()
    assert "#5a1e6b" not in coordinator.get("/thema.css").content.decode()
    assert "thema.css?regio=AM26" in Client().get("/regio/AM26/").content.decode()


def test_the_colour_of_a_region_goes_before_that_of_the_installation() -> None:
    steering = make_professional(Role.STEERING_GROUP, party_kind=PartyKind.UNION, region=None)
    said = {"name": "merk", "valid_from": START.date(), "because": "Huisstijl.", "now": START}
    actions.set_colour(actor=steering, value="#5a1e6b", **said)
    actions.set_colour(actor=make_professional(Role.COORDINATOR), value="#0a3c40", region_code=HERE, **said)

    assert queries.theme(START.date(), HERE)["--o-brand"] == "#0a3c40"
    assert queries.theme(START.date(), ELSEWHERE)["--o-brand"] == "#5a1e6b"
    assert queries.theme(START.date() - dt.timedelta(days=1), HERE) == {}


@pytest.mark.requirement("R-046")
def test_a_logo_stands_on_the_page_of_the_desk_without_what_was_hidden_in_it(coordinator: Client) -> None:
    hidden = png(8, 4, extra=chunk(b"tEXt", b"Comment\x00<script>"))
    answer = coordinator.post(LOGO, {"file": file(hidden), "told": "Werkcentrum", "because": "Herkenbaar."})

    row = RegionLogo.objects.get()
    page = Client().get("/regio/AM26/").content.decode()
    picture = Client().get(f"/regio/AM26/logo-{row.digest}.png")
    assert answer.status_code == 302
    assert f"/regio/AM26/logo-{row.digest}.png" in page
    assert 'alt="Werkcentrum"' in page
    assert (picture.headers["Content-Type"], picture.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "default-src 'none'" in picture.headers["Content-Security-Policy"]
    assert b"script" not in picture.content
    assert "logo-" not in Client().get("/regio/AM12/").content.decode()
    assert Client().get(f"/regio/AM12/logo-{row.digest}.png").status_code == 404


@pytest.mark.parametrize(
    ("data", "told", "said"),
    [
        (b"<svg onload='alert(1)'/>", "Werkcentrum", "Een SVG nemen wij niet aan"),
        (png(1300, 2), "Werkcentrum", "te groot"),
        (png(), "", "in een paar woorden"),
    ],
)
def test_a_logo_that_is_not_safe_or_has_no_words_is_refused(
    coordinator: Client, data: bytes, told: str, said: str
) -> None:
    answer = coordinator.post(LOGO, {"file": file(data), "told": told, "because": "Herkenbaar."})

    assert answer.status_code == 400
    assert said in text_of(answer)
    assert not RegionLogo.objects.exists()


def test_a_logo_goes_when_no_file_is_brought(coordinator: Client) -> None:
    coordinator.post(LOGO, {"file": file(png()), "told": "Werkcentrum", "because": "Herkenbaar."})
    before = queries.logo(HERE)
    coordinator.post(LOGO, {"told": "", "because": "Toch niet."})

    assert before is not None
    assert queries.logo(HERE) is None
    assert RegionLogo.objects.count() == 2


def test_nobody_dresses_another_region() -> None:
    asked = {"region_code": HERE, "because": "Zomaar.", "now": START}
    strangers = (make_professional(Role.COORDINATOR, region=ELSEWHERE), make_professional(Role.ADVISER))
    steering = make_professional(Role.STEERING_GROUP, party_kind=PartyKind.UNION, region=None)

    for actor in (*strangers, steering):
        with pytest.raises(NotFoundError):
            actions.set_logo(actor=actor, data=png(), told="x", **asked)
        with pytest.raises(NotFoundError):
            actions.set_colour(actor=actor, name="merk", value="#0a3c40", valid_from=START.date(), **asked)
    own = actions.set_logo(actor=make_professional(Role.COORDINATOR), data=png(), told="x", **asked)
    assert not isinstance(own, Refusal)
