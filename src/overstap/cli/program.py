"""What the verbs share: starting Django, and bringing the storage to where the program expects it."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo


class CannotStartError(Exception):
    """The verb cannot do what was asked; the message says why and what to do, in one sentence."""


def say_why(error: CannotStartError) -> int:
    """Print why a verb did not do it; the exit status for that."""
    print(f"overstap: {error}", file=sys.stderr)
    return 1


def start_django() -> None:
    """Make models and settings usable; the settings module is in the environment by then."""
    import django

    django.setup()


def edge_now() -> datetime:
    """The clock of the command line, read here and passed down."""
    return datetime.now(ZoneInfo("Europe/Amsterdam"))  # noqa: TID251 (this is the edge)


def migrate() -> None:
    """Bring the tables to this version of the program. Raises CannotStartError when the database cannot be reached."""
    from django.core.management import call_command
    from django.db import OperationalError

    from overstap.audit.protecting import install as protect_trail
    from overstap.sealing import SealingError

    try:
        call_command("migrate", interactive=False, verbosity=0)
        # A migration that makes a table anew (SQLite) loses what stood on it.
        protect_trail()
    except SealingError as error:
        # A step of the migrations seals what is there.
        raise CannotStartError(str(error)) from error
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStartError(f"the database cannot be used ({reason}). Is OVERSTAP_DATABASE_URL right?") from error


def prepare(*, demo: bool) -> None:
    """Migrate, load what every installation needs and, in the demo, the invented people when there are none.

    Raises CannotStartError when a demo is asked of a database with real accounts, or the reverse, and when a scheme
    file holds a mistake or was changed after it was published.
    """
    from django.db import transaction

    from overstap.allotment import actions as allotment
    from overstap.parties import actions as parties
    from overstap.publication import actions as publication
    from overstap.site import demo as demo_data
    from overstap.site.background import site_now
    from overstap.site.installation import InstallationKind, installation_kind
    from overstap.taxonomy import actions as taxonomy
    from overstap.treasury import actions as treasury

    migrate()
    refuse_other_keys()
    kind = installation_kind()
    if demo and kind is InstallationKind.REAL:
        raise CannotStartError("this database has real accounts; a demo needs its own OVERSTAP_DATA or database.")
    if not demo and kind is InstallationKind.DEMO:
        raise CannotStartError("this database holds the demo; start it with --demo, or choose another OVERSTAP_DATA.")
    publication.keep_files_in_use(now=edge_now())
    _read_files()
    if not demo:
        parties.load_reference(now=edge_now())
        treasury.load_streams(now=edge_now())
    elif not demo_data.is_loaded():
        print("Filling the demo with invented people …", flush=True)
        # All or nothing: a demo that stopped halfway would look like one that is there.
        with transaction.atomic():
            demo_data.load_demo(now=demo_data.START)
    taxonomy.load_starter(now=site_now())
    # Also where the demo was made before there were windows.
    allotment.load_windows(now=site_now())
    if demo:
        demo_data.fill_windows(now=demo_data.START)


def refuse_other_keys() -> None:
    """Raise CannotStartError when the keys are missing, are none, or are not those that sealed what is there."""
    from overstap.sealing import SealingError
    from overstap.sealing.rotating import keys_fit

    try:
        keys_fit()
    except SealingError as error:
        raise CannotStartError(str(error)) from error


def _read_files() -> None:
    """Read every scheme and window once, so that a mistake shows before anything is loaded."""
    from overstap.rules import SchemeFilesError, load_catalogue
    from overstap.rules.load_processings import load_registers, load_terms
    from overstap.rules.load_windows import load_windows

    try:
        load_catalogue()
        load_windows()
        load_registers()
        load_terms()
    except SchemeFilesError as error:
        raise CannotStartError(f"the scheme files hold mistakes:\n{error}") from error
