"""`overstap verify`: whether a package is as it was signed, without a network and without a database."""

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from overstap.cli.program import CannotStartError

if TYPE_CHECKING:
    from overstap.portability.format import Verdict

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

ENGLISH = {
    "Dit is geen pakket van Overstap.": "this is no package of Overstap",
    "Dit bestand is te groot voor een pakket.": "this is too large for a package",
    "De verpakking is na het ondertekenen veranderd.": "the wrapping was changed after signing",
    "Dit deel hoort niet in het pakket.": "does not belong in the package",
    "Dit deel ontbreekt.": "is missing",
    "Dit deel staat er meer dan een keer in.": "stands in it more than once",
    "Dit deel is na het ondertekenen veranderd.": "was changed after signing",
    "De handtekening klopt niet.": "the signature does not fit",
    "Het pakket is ondertekend met een andere sleutel dan die van de installatie.": "signed with another key",
    "Dit pakket is van een versie die dit programma niet kent.": "a version that this program does not know",
}


def add_parser(verbs: "Verbs") -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "verify",
        help="whether a package with a file is as it was signed",
        description=(
            "Tell of every part of a package whether it is as it was signed, by which installation and with which key. "
            "Works without network and without database. The exit status is 0 when all is as it was signed and the "
            "key is one you named, 1 when something is wrong, 3 when all is well but you named no key."
        ),
        epilog="example: overstap verify dossier.zip --key 3f1c…   (the key stands on /sleutel/ of the installation)",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the package")
    parser.add_argument("--key", action="append", default=[], metavar="HEX", help="a public key that you believe")
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")
    parser.set_defaults(handle=verify)


def verify(asked: argparse.Namespace) -> int:
    """Tell what a package is worth."""
    from overstap.portability.format import MOST_BYTES, as_json, examine

    wrong = [key for key in asked.key if not re.fullmatch(r"[0-9a-f]{64}", key)]
    if wrong:
        raise CannotStartError(f"'{wrong[0][:80]}' is no public key: that is 64 signs, 0 to 9 and a to f.")
    try:
        with asked.file.open("rb") as file:
            package = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CannotStartError(f"'{asked.file}' cannot be read ({error.strerror}).") from error
    verdict = examine(package, frozenset(asked.key))
    if asked.json:
        print(json.dumps(as_json(verdict), ensure_ascii=False, indent=2))
    else:
        _tell(verdict)
    if not verdict.valid:
        return 1
    return 0 if verdict.known else 3


def _tell(verdict: "Verdict") -> None:
    for part in verdict.parts:
        print(f"valid    {part.name}" if part.valid else f"INVALID  {part.name}: {ENGLISH[part.because]}")
    manifest = verdict.manifest
    if manifest is None:
        print("The package says nothing that can be believed.")
        return
    print(f"Package {manifest.id}, made {manifest.made_at} for {manifest.holder}.")
    print(f"Says it is from {manifest.installation} {manifest.address}".rstrip() + ".")
    print(f"Key {manifest.key_id}, in use since {manifest.since}: {manifest.public_key}")
    if not verdict.valid:
        print("Do not use this package: it is not as it was signed.")
    elif verdict.known:
        print("All of it is as it was signed, with a key that you named.")
    else:
        print("All of it is as it was signed. Whether the key is theirs stands on the page /sleutel/ of the")
        print("installation: give that key with --key to have it checked.")
