"""Addresses for signing in: the parts of allauth that we use, under Dutch addresses. Nobody makes an account here."""

from allauth.account import views
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from overstap.web.account.views import register_instead

urlpatterns = [
    path("inloggen/", views.login, name="account_login"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("gesloten/", views.account_inactive, name="account_inactive"),
    path("aanmelden/", register_instead, name="account_signup"),
    path("code/", views.request_login_code, name="account_request_login_code"),
    path("code/invullen/", views.confirm_login_code, name="account_confirm_login_code"),
    path("nogmaals/", views.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/", views.password_change, name="account_change_password"),
    path("wachtwoord/eerste/", views.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", views.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/nieuw/klaar/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("tweede-stap/", factor.index, name="mfa_index"),
    path("tweede-stap/code/", factor.authenticate, name="mfa_authenticate"),
    path("tweede-stap/nogmaals/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-stap/instellen/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-stap/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tweede-stap/herstelcodes/nieuw/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tweede-stap/herstelcodes/bestand/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
