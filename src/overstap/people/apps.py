"""Django registration of the context."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Configuration of the context `people`."""

    name = "overstap.people"
    label = "people"
    verbose_name = "Deelnemers"
    default_auto_field = "django.db.models.BigAutoField"
