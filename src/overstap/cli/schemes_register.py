"""`overstap schemes register`: the schemes as registrations for the Dutch algorithm register (standard 1.0)."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from overstap.cli.schemes_replies import Reply, Subparsers, WrongInputError, a_day, add_day, answering, chosen, today
from overstap.rules import load_catalogue
from overstap.rules.reading.register import CATEGORIES, FIELDS, THEMES, Publisher, Registration, Value, registration

_TEXTS = {
    "website": "a page for the public about the schemes",
    "register-url": "where your own register stands",
    "considerations": "the field 'Afwegingen': advantages, disadvantages and alternatives",
    "risks": "added to the field 'Risicobeheer'",
    "lawful-basis": "the field 'Wettelijke basis' of schemes whose file names none",
    "process-index-url": "your register of processing",
    "impact-note": "why an impact test was not done",
    "provider": "who supplies the program, or 'Intern ontwikkeld'",
    "source-code": "where the source code stands",
}


def add_parser(parts: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = parts.add_parser(
        "register",
        help="write the schemes for the algorithm register (algoritmes.overheid.nl)",
        description=(
            "Fill the fields of the publication standard 1.0 of the Dutch algorithm register from the files. What a "
            "file cannot know is an option; what nobody gave stays empty and is named on standard error."
        ),
        epilog='example: overstap schemes register --organisation "Gemeente X" --contact a@x.nl --out register.csv',
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="only these schemes")
    parser.add_argument("--out", required=True, metavar="FILE", help="a file that ends in .csv or .json")
    parser.add_argument("--organisation", required=True, help="the full name of the organisation that uses them")
    parser.add_argument("--contact", required=True, help="an e-mail address or https:// page for questions")
    parser.add_argument("--theme", action="append", choices=THEMES, metavar="THEME", help="at most three; default Werk")
    parser.add_argument("--category", choices=CATEGORIES, default=CATEGORIES[1], help="default: %(default)s")
    parser.add_argument(
        "--impact-test", action="append", default=[], metavar="TITLE[=LINK]", help="an impact test that was done"
    )
    for name, words in _TEXTS.items():
        parser.add_argument(f"--{name}", default="", metavar="TEXT", help=words)
    add_day(parser, "the day for which the status holds (default: today)")
    parser.set_defaults(handle=answering(register))


def register(asked: argparse.Namespace) -> Reply:
    """Write the registrations."""
    catalogue, out = load_catalogue(), Path(asked.out)
    if out.suffix not in (".csv", ".json"):
        raise WrongInputError(f"'{out.name}' ends in neither .csv nor .json.")
    publisher, day = _publisher(asked), a_day(asked.on) or today()
    found = [registration(catalogue, name, publisher, day) for name in chosen(catalogue, asked.ids)]
    text = as_csv(found) if out.suffix == ".csv" else as_json(found)
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise WrongInputError(f"'{out}' cannot be written: {error.strerror}.") from None
    wrong = [f"{one.scheme_id}: empty: {', '.join(one.empty)}" for one in found if one.empty]
    wrong += [f"{one.scheme_id}: shortened to fit: {', '.join(one.shortened)}" for one in found if one.shortened]
    return Reply(lines=[f"{len(found)} registrations in {out}"], wrong=wrong)


def _publisher(asked: argparse.Namespace) -> Publisher:
    themes = tuple(asked.theme or ("Werk",))
    if len(themes) > 3:  # noqa: PLR2004 (the standard takes three)
        raise WrongInputError("A registration has at most three themes.")
    if "@" not in asked.contact and not asked.contact.startswith("https://"):
        raise WrongInputError(f"--contact: '{asked.contact}' is no e-mail address and no https:// page.")
    for name in ("organisation", "contact"):
        if not getattr(asked, name).strip():
            raise WrongInputError(f"--{name} is empty; the register refuses a registration without it.")
    tests = dict((*test.split("=", 1), "")[:2] for test in asked.impact_test)
    return Publisher(
        organisation=asked.organisation,
        contact=asked.contact,
        themes=themes,
        category=asked.category,
        website=asked.website,
        register_url=asked.register_url,
        considerations=asked.considerations,
        risks=asked.risks,
        lawful_basis=asked.lawful_basis,
        process_index_url=asked.process_index_url,
        impact_tests=tests,
        impact_note=asked.impact_note,
        provider=asked.provider,
        source_code=asked.source_code,
    )


def as_json(found: Sequence[Registration]) -> str:
    """Write registrations as a list of objects."""
    return json.dumps([dict(one.fields) for one in found], ensure_ascii=False, indent=2) + "\n"


def as_csv(found: Sequence[Registration]) -> str:
    """Write registrations as a table: a column per field, a group as JSON, a list with commas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for one in found:
        writer.writerow([_cell(one.fields[name]) for name in FIELDS])
    return text.getvalue()


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return value
    if value and isinstance(value[0], dict):
        return json.dumps(value, ensure_ascii=False)
    return ", ".join(str(one) for one in value)
