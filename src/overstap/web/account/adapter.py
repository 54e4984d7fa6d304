"""How allauth behaves here: accounts come from elsewhere, and signing in leads to one's work."""

from __future__ import annotations

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.http import HttpRequest
from django.urls import reverse

from overstap.web import clock


class HouseAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account for themselves; after signing in the workplace chooser decides where to go."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (asked by allauth)
        """Never: a participant registers at the desk, a professional is added by their organisation."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """The chooser; it goes on by itself when there is nothing to choose."""
        return reverse("public:workplace")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """The start."""
        return reverse("public:start")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to work."""
        return reverse("public:workplace")

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Not for who signed in a moment ago, so that setting up the second step does not ask the password twice."""
        records = get_authentication_records(context.request, context.request.user)
        if records and clock.real().timestamp() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required
