"""`overstap screen`: a table of people against every scheme."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overstap.cli.assess_command import WRONG_INPUT, Subparsers
from overstap.core.money import euros
from overstap.rules import Catalogue, OverrideError, SchemeFilesError, UnknownNameError, load_catalogue
from overstap.rules.parameter_texts import parameter_value

if TYPE_CHECKING:
    from overstap.screening import PopulationError
    from overstap.screening.files import Summary, Total
    from overstap.screening.screen import Question

DESCRIPTION = """\
Every row of a table is assessed against every scheme, with honest bounds where answers are missing.

Columns are called after facts (`overstap schemes show ID` names them); an empty cell was not asked. Amounts are
decimals in euros, or whole cents in a column <fact>_cents. A column <fact>__toestand may hold bekend, niet_gevraagd,
n.v.t. or geweigerd. The result has, per scheme, <id>.uitkomst and where there is an amount <id>.bedrag_min_cents and
<id>.bedrag_max_cents. One row in a thousand is calculated a second time, person by person; any difference stops it.
"""


def add_parser(verbs: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    verb = verbs.add_parser(
        "screen",
        help="assess a table of people (parquet, CSV or Arrow) against the schemes",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument("table", type=Path, help="the table: .parquet, .csv, .arrow or .feather")
    when = verb.add_mutually_exclusive_group()
    when.add_argument("--on", metavar="DATE", type=_day, help="the day of the assessment, as 2021-02-01")
    when.add_argument("--date-column", metavar="COLUMN", help="the column that holds the day for each row")
    verb.add_argument("--out", metavar="FILE", type=Path, required=True, help="where the result goes; also its sort")
    verb.add_argument("--scheme", metavar="ID", action="append", help="only this scheme (may be given more often)")
    verb.add_argument("--keep", metavar="COLUMN", action="append", default=[], help="a column that comes along")
    verb.add_argument("--region-column", metavar="COLUMN", help="the column with the region, for --regional")
    verb.add_argument("--regional", metavar="FILE", type=Path, help="JSON: {region: {scheme: {parameter: number}}}")
    verb.add_argument("--grounds", action="store_true", help="also the condition that decides, per row")
    verb.add_argument("--outputs", action="store_true", help="also the further answers of the schemes")
    verb.add_argument(
        "--recheck", metavar="N", type=int, default=1000, help="calculate 1 row in N again (default 1000)"
    )
    verb.add_argument("--json", action="store_true", help="print the totals as JSON")
    verb.add_argument("--quiet", action="store_true", help="no progress")
    verb.set_defaults(handle=handle)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date. Write it as 2021-02-01.") from None


def handle(asked: argparse.Namespace) -> int:
    """Screen, and print what it comes to; or on standard error what is wrong with the input (exit status 2)."""
    # Polars is loaded here only: the other verbs do without, and start faster.
    from overstap.screening import DifferenceError, PopulationError
    from overstap.screening.files import UnreadableTableError, screen_file

    try:
        catalogue = load_catalogue()
        question = _question(asked, catalogue)
        progress = None if asked.quiet or not sys.stderr.isatty() else _show_progress
        summary = screen_file(catalogue, asked.table, asked.out, question, progress)
    except (PopulationError, SchemeFilesError) as error:
        what = f"{asked.table} cannot be screened; nothing was written."
        return _wrong(what if isinstance(error, PopulationError) else "The scheme files cannot be used.", error)
    except (UnreadableTableError, UnknownNameError, OverrideError, ValueError) as error:
        return _wrong(str(error))
    except DifferenceError as error:
        print(f"overstap: {error}", file=sys.stderr)
        return 1
    print(json.dumps(_plain(summary), indent=2) if asked.json else "\n".join(_lines(summary)))
    return 0


def _wrong(message: str, error: PopulationError | SchemeFilesError | None = None) -> int:
    lines = [message, *map(str, error.problems if error else ())]
    print("overstap: " + "\n  ".join(lines), file=sys.stderr)
    return WRONG_INPUT


def _show_progress(done: int, total: int) -> None:
    share = 100 * done // max(1, total)
    end = "\n" if done >= total else ""
    print(f"\r{done:,} of {total:,} rows ({share} %)", end=end, file=sys.stderr, flush=True)


def _question(asked: argparse.Namespace, catalogue: Catalogue) -> Question:
    from overstap.screening.batch import Wish
    from overstap.screening.screen import Question

    if asked.on is None and asked.date_column is None:
        raise ValueError("Say on which day: --on 2021-02-01, or --date-column COLUMN.")
    if asked.recheck < 0:
        raise ValueError("--recheck is a whole number; 0 leaves it out.")
    return Question(
        on=asked.on,
        date_column=asked.date_column,
        schemes=tuple(asked.scheme) if asked.scheme else None,
        region_column=asked.region_column,
        regional=_regional(asked.regional, catalogue) if asked.regional else {},
        keep=tuple(asked.keep),
        wish=Wish(asked.grounds, asked.outputs),
        recheck=asked.recheck,
    )


def _regional(path: Path, catalogue: Catalogue) -> dict[str, dict[str, dict[str, Any]]]:
    """Read what regions have set: by region, scheme and parameter."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(held, dict) or not all(isinstance(one, dict) for one in held.values()):
        raise ValueError(f"{path} has to hold {{region: {{scheme: {{parameter: value}}}}}}.")
    return {
        region: {scheme: _values(path, catalogue, scheme, values) for scheme, values in schemes.items()}
        for region, schemes in held.items()
    }


def _values(path: Path, catalogue: Catalogue, scheme: str, values: object) -> dict[str, Any]:
    version = catalogue.all_versions(scheme)[-1]
    found = values.items() if isinstance(values, dict) else None
    if found is None:
        raise ValueError(f"{path}: the values of '{scheme}' have to be {{parameter: value}}.")
    return {name: parameter_value(version, name, value) for name, value in found}


def _lines(summary: Summary) -> list[str]:
    """Give a line per scheme: how many yes, unknown and no, and what the claims come to."""
    width = max((len(scheme) for scheme in summary.totals), default=0)
    lines = [f"{'':{width}}  {'ja':>10}  {'onbekend':>10}  {'nee':>10}  claims in all"]
    for scheme, total in summary.totals.items():
        counts = "  ".join(f"{total.outcomes[outcome]:>10,}" for outcome in ("ja", "onbekend", "nee"))
        lines.append(f"{scheme:{width}}  {counts}  {_claims(total)}".rstrip())
    return [*lines, f"{summary.rows:,} rows."]


def _claims(total: Total) -> str:
    if not total.has_amount:
        return ""
    lowest, highest = euros(total.lowest_cents, "en"), euros(total.highest_cents, "en")
    return lowest if lowest == highest else f"{lowest} to {highest}"


def _plain(summary: Summary) -> dict[str, Any]:
    return {
        "rows": summary.rows,
        "schemes": {
            scheme: {
                "outcomes": dict(total.outcomes),
                "claims_cents": [total.lowest_cents, total.highest_cents] if total.has_amount else None,
            }
            for scheme, total in summary.totals.items()
        },
    }
