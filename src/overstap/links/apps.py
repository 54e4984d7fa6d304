"""Django registration of the context."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """Configuration of the context `links`."""

    name = "overstap.links"
    label = "links"
    verbose_name = "Veilige links"
    default_auto_field = "django.db.models.BigAutoField"
