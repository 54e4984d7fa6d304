"""All addresses of the program."""

from django.urls import include, path

from overstap.web import errors

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error

urlpatterns = [
    path("", include("overstap.web.urls")),
]
