"""What the settings promise to people who never see them."""

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.checks import Tags, run_checks
from django.core.exceptions import ValidationError
from django.test import Client


def test_the_content_security_policy_lets_in_nothing_but_our_own_files() -> None:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    words = {word for sources in policy.values() for word in sources}

    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert words == {"'none'", "'self'"}


@pytest.mark.django_db
def test_every_answer_carries_the_headers_that_protect_the_reader(client: Client) -> None:
    headers = client.get("/").headers

    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_is_for_those_who_signed_in_unless_it_says_otherwise() -> None:
    assert "overstap.web.middleware.HouseLoginMiddleware" in settings.MIDDLEWARE


def test_every_check_of_django_passes() -> None:
    assert run_checks(tags=[Tags.models, Tags.urls, Tags.translation, Tags.staticfiles]) == []


@pytest.mark.parametrize("password", ["kort", "12345678901234", "wachtwoord", "password1234"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_sentence_is_a_good_password() -> None:
    validate_password("fietsen over de heuvel")
