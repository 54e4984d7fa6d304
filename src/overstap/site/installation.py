"""What kind of installation the database holds, so that a demo and real files never meet."""

from enum import StrEnum
from shutil import rmtree

from django.contrib.auth import get_user_model
from django.core.management import call_command

from overstap.audit.protecting import lifted
from overstap.audit.roots import roots_folder
from overstap.parties import queries as parties


class InstallationKind(StrEnum):
    """What the database holds."""

    EMPTY = "leeg"
    DEMO = "demo"
    REAL = "echt"


def installation_kind() -> InstallationKind:
    """A demo plays a date; a real installation has accounts and plays none; an empty one has neither."""
    if parties.installation().demo_date is not None:
        return InstallationKind.DEMO
    somebody = get_user_model()._default_manager.exists()  # noqa: SLF001 (the documented way to any user model)
    return InstallationKind.REAL if somebody else InstallationKind.EMPTY


def empty_demo() -> None:
    """Empty every table of a demo. Raises RuntimeError for a real installation: no command throws that away."""
    if installation_kind() is InstallationKind.REAL:
        raise RuntimeError("This is not a demo.")
    with lifted():
        call_command("flush", interactive=False, verbosity=0)
    # The copies outside the database are of the trail that was emptied with it.
    rmtree(roots_folder(), ignore_errors=True)
