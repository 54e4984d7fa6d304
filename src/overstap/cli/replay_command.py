"""`overstap replay`: calculate receipts again and tell whether the answer is the same."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from overstap.cli.case_input import Answered, Subparsers, show, told
from overstap.rules import Catalogue, Receipt, Replay, Text, load_catalogue, replay
from overstap.rules.archive import Stored, kept_in
from overstap.rules.installed import archive_folder

DIFFERENT = 1
SAME = Text("hetzelfde antwoord", "the same answer")
SAME_THEN = Text(
    "hetzelfde antwoord, met de bestanden van toen uit het archief",
    "the same answer, with the files of that day from the archive",
)
OTHER = Text("niet hetzelfde: {names}", "not the same: {names}")
NOT_KEPT = Text("  niet bewaard: {name}", "  not kept: {name}")


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb and its options to the command line."""
    parser = subparsers.add_parser(
        "replay",
        help="calculate a receipt again and compare",
        description="Calculate receipts again, with the file versions they name when the rules have changed since.",
        epilog="example: overstap replay receipt.json",
    )
    parser.add_argument("path", metavar="receipt.json", help="a receipt, or what `overstap assess --json` gave")
    parser.add_argument("--archive", metavar="FOLDER", help="file versions by hash (default: in the data folder)")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the answer (default: nl)")
    parser.add_argument("--json", action="store_true", help="give JSON")
    parser.set_defaults(handle=handle)


def handle(args: argparse.Namespace) -> int:
    """Run the verb: 0 when all is the same, 1 when something is not, 2 when the input is wrong."""
    return show(run_replay(args.path, args.archive, args.lang, as_json=args.json))


def run_replay(
    path: str | Path, archive: str | Path | None = None, language: str = "nl", *, as_json: bool = False
) -> Answered:
    """Calculate the receipts of a file again and give the exit status and the text."""

    def answer() -> Answered:
        receipts = _receipts(Path(path))
        catalogue, stored = load_catalogue(), kept_in(Path(archive) if archive else archive_folder())
        return _answered(receipts, catalogue, stored, language, as_json=as_json)

    return told(answer)


def _answered(
    receipts: list[Receipt], catalogue: Catalogue, stored: Stored, language: str, *, as_json: bool
) -> Answered:
    found = [(receipt, replay(receipt, catalogue, stored)) for receipt in receipts]
    status = 0 if all(again.identical for _, again in found) else DIFFERENT
    if as_json:
        return status, json.dumps([_data(*one) for one in found], ensure_ascii=False, indent=2)
    return status, "\n".join(line for one in found for line in _lines(*one, language))


def _receipts(path: Path) -> list[Receipt]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ValueError(f"{path}: this file cannot be read: {error.strerror}.") from None
    except ValueError:
        raise ValueError(f"{path}: this is no JSON. Give a receipt, or the answer of 'assess --json'.") from None
    parts = data if isinstance(data, list) else [data]
    if not parts:
        raise ValueError(f"{path}: there is no receipt in this file.")
    try:
        return [Receipt.from_json(json.dumps(_inner(part))) for part in parts]
    except ValueError:
        raise ValueError(f"{path}: this is no receipt. Give one, or the answer of 'assess --json'.") from None


def _inner(part: Any) -> Any:
    return part["receipt"] if isinstance(part, dict) and "receipt" in part else part


def _title(receipt: Receipt) -> str:
    return f"{receipt.scheme}@{receipt.version or '-'}, {receipt.on}, {receipt.outcome}"


def _lines(receipt: Receipt, again: Replay, language: str) -> list[str]:
    if again.identical:
        text = (SAME_THEN if again.from_archive else SAME).get(language)
    else:
        text = OTHER.get(language).format(names=", ".join(again.differences))
    return [f"{_title(receipt)}: {text}", *(NOT_KEPT.get(language).format(name=name) for name in again.missing)]


def _data(receipt: Receipt, again: Replay) -> dict[str, Any]:
    return {
        "scheme": receipt.scheme,
        "version": receipt.version.isoformat() if receipt.version else None,
        "on": receipt.on.isoformat(),
        "identical": again.identical,
        "from_archive": again.from_archive,
        "differences": list(again.differences),
        "missing_files": list(again.missing),
    }
