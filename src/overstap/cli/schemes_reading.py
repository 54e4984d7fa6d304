"""`overstap schemes list` and `show`: which schemes there are, and what one of them says."""

from __future__ import annotations

import argparse
from datetime import date

from overstap.cli.schemes_replies import (
    Reply,
    Subparsers,
    WrongInputError,
    a_day,
    add_day,
    add_language,
    answering,
    version_on,
)
from overstap.rules import Catalogue, SchemeVersion, load_catalogue
from overstap.rules.installed import is_installed
from overstap.rules.reading import (
    answers_read,
    condition_sentences,
    markdown,
    parameters_read,
    question_list,
    terms_read,
)
from overstap.rules.reading.headings import WHOM
from overstap.rules.reading.markdown import shown_validity, shown_whom

DEPTHS = ("kort", "voorwaarden", "alles")


def add_parsers(parts: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verbs."""
    listing = parts.add_parser("list", help="which schemes there are", epilog="example: overstap schemes list")
    add_day(listing, "only those in force on this day (default: all versions)")
    add_language(listing)
    listing.set_defaults(handle=answering(list_schemes))
    showing = parts.add_parser(
        "show", help="what a scheme says, in sentences", epilog="example: overstap schemes show werkfit --depth alles"
    )
    showing.add_argument("id", metavar="ID", help="the id of a scheme; `overstap schemes list` names them")
    add_day(showing, "the version in force on this day (default: the newest)")
    add_language(showing)
    showing.add_argument(
        "--depth",
        choices=DEPTHS,
        default="voorwaarden",
        help="kort: what, for whom, until when; voorwaarden: also the conditions, values and questions (default); "
        "alles: everything, as Markdown",
    )
    showing.set_defaults(handle=answering(show_scheme))


def list_schemes(asked: argparse.Namespace) -> Reply:
    """List the schemes: id, days, beneficiary and name."""
    catalogue, day = load_catalogue(), a_day(asked.on)
    versions = [one for name in sorted(catalogue.versions) for one in catalogue.versions[name]]
    if day is not None:
        versions = list(catalogue.schemes(day))
        if not versions:
            raise WrongInputError(f"No scheme is in force on {day}.")
    width = max(len(version.id) for version in versions)
    lines = [
        f"{one.id:<{width}}  {_days(one)}  {WHOM[one.beneficiary].get(asked.lang):<17}  {_named(one, asked.lang)}"
        for one in versions
    ]
    ids = {version.id for version in versions}
    counted = f"{len(ids)} schemes, {len(versions)} versions"
    return Reply(
        lines=[*lines, "", counted if asked.lang == "en" else f"{len(ids)} regelingen, {len(versions)} versies"]
    )


def _named(version: SchemeVersion, language: str) -> str:
    """Give the name, and say when the version was published in this installation instead of coming with the program."""
    if not is_installed(version):
        return version.name.get(language)
    return f"{version.name.get(language)} ({'published here' if language == 'en' else 'hier gepubliceerd'})"


def _days(version: SchemeVersion) -> str:
    until = version.valid_until.isoformat() if version.valid_until else " " * len("2021-02-01")
    return f"{version.valid_from.isoformat()} - {until}"


def show_scheme(asked: argparse.Namespace) -> Reply:
    """Show a scheme at the depth asked."""
    catalogue, day = load_catalogue(), a_day(asked.on)
    version = version_on(catalogue, asked.id, day)
    if asked.depth == "alles":
        return Reply(lines=markdown(version, catalogue, asked.lang).splitlines())
    lines = _heading(version, catalogue, asked.lang)
    if asked.depth == "voorwaarden":
        lines += _rules(version, catalogue, asked.lang, day)
    return Reply(lines=lines)


def _heading(version: SchemeVersion, catalogue: Catalogue, language: str) -> list[str]:
    return [
        f"{version.name.get(language)} ({version.id}@{version.valid_from})",
        *shown_whom(version, catalogue, language),
        shown_validity(version, language),
    ]


def _rules(version: SchemeVersion, catalogue: Catalogue, language: str, day: date | None) -> list[str]:
    lines: list[str] = []
    for place, one in enumerate(condition_sentences(version, catalogue, language, day), 1):
        lines += ["", f"{place}. {one.says}"]
        lines += [f"   {'  ' * depth}- {line}" for depth, line in one.outline.lines()]
        lines.append(f"   [{one.source}]")
    for answer in answers_read(version, catalogue, language, day):
        lines += ["", f"{answer.label}: {answer.sentence}.", f"   [{answer.source}]"]
    for term in terms_read(version, catalogue, language, day):
        lines += ["", f"“{term.label}”:"]
        lines += [f"   {'  ' * depth}- {line}" for depth, line in term.meaning.lines()]
    for parameter in parameters_read(version, catalogue, day, language):
        lines += ["", f"{parameter.label}: {parameter.shown}", f"   [{parameter.source}]"]
    questions = question_list(version, catalogue)
    if questions:
        lines += ["", *(f"? {fact.question.get(language)} [{fact.id}]" for fact in questions)]
    return lines
