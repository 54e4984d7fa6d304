"""How a draft begins: as the next version of a scheme, or as a scheme that is not there yet."""

from __future__ import annotations

from datetime import date

from overstap.rules.editing.emitting import emit_document
from overstap.rules.editing.plain import plain_of_text
from overstap.rules.editing.rewriting import rewrite


def next_version(text: str, first_day: date) -> str:
    """Give the text of a version with another first day; its examples move to days on which it holds.

    Raises `UnreadableError` when the text is no YAML.
    """
    tree = plain_of_text(text)
    if not isinstance(tree, dict):
        return text
    start = first_day.isoformat()
    valid = tree.get("valid")
    until = valid.get("until") if isinstance(valid, dict) else None
    tree["valid"] = {"from": start, "until": until if until is None or until >= start else None}
    for case in tree.get("cases") or []:
        if isinstance(case, dict) and isinstance(case.get("on"), str) and case["on"] < start:
            expect = case.get("expect")
            if not (isinstance(expect, dict) and expect.get("outside_validity") == "true"):
                case["on"] = start
    return rewrite(text, tree)


def new_scheme(scheme_id: str, name: tuple[str, str], first_day: date) -> str:
    """Give the frame of a scheme that is not there yet; the checks tell what is still to be filled in."""
    return emit_document(
        {
            "id": scheme_id,
            "name": {"nl": name[0], "en": name[1]},
            "summary": {"nl": "", "en": ""},
            "owner": "",
            "beneficiary": "persoon",
            "channel": "rmt",
            "kinds": ["ELIG"],
            "requirements": [],
            "valid": {"from": first_day.isoformat(), "until": None},
            "parameters": {},
            "conditions": [],
            "cases": [],
        }
    )
