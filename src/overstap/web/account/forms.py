"""The library's forms for signing in, in our style and words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from overstap.web.forms import dress


class PlainMixin(forms.Form):
    """Our classes and sentences on every control; a label says what goes in, so no grey text inside the box."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            dress(field)
        if "code" in self.fields:
            self.fields["code"].label = _("Code")
            self.fields["code"].widget.attrs["autocomplete"] = "one-time-code"


class LoginForm(PlainMixin, account.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""


class RequestLoginCodeForm(PlainMixin, account.RequestLoginCodeForm):  # type: ignore[misc]
    """The address to send a code to."""


class ConfirmLoginCodeForm(PlainMixin, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the message."""


class ReauthenticateForm(PlainMixin, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class ChangePasswordForm(PlainMixin, account.ChangePasswordForm):  # type: ignore[misc]
    """Old and new password."""


class SetPasswordForm(PlainMixin, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ResetPasswordForm(PlainMixin, account.ResetPasswordForm):  # type: ignore[misc]
    """The address of a forgotten password."""


class ResetPasswordKeyForm(PlainMixin, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password."""


class AuthenticateForm(PlainMixin, factor.AuthenticateForm):  # type: ignore[misc]
    """The code of the second step."""


class ReauthenticateFactorForm(PlainMixin, factor.ReauthenticateForm):  # type: ignore[misc]
    """The code of the second step, once more."""


class ActivateTOTPForm(PlainMixin, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""
