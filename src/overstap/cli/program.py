"""What the verbs share: starting Django, and bringing the storage to where the program expects it."""

from datetime import datetime
from zoneinfo import ZoneInfo


def start_django() -> None:
    """Make models and settings usable; the settings module is in the environment by then."""
    import django

    django.setup()


def edge_now() -> datetime:
    """The clock of the command line, read here and passed down."""
    return datetime.now(ZoneInfo("Europe/Amsterdam"))  # noqa: TID251 (this is the edge)


def prepare(*, demo: bool) -> None:
    """Migrate, load what every installation needs and, in the demo, the invented people when there are none."""
    from django.core.management import call_command

    from overstap.parties import actions as parties

    call_command("migrate", interactive=False, verbosity=0)
    if demo:
        from overstap.site import demo as demo_data

        if not demo_data.is_loaded():
            demo_data.load_demo(now=demo_data.START)
        return
    parties.load_reference(now=edge_now())
