"""What allotment asks the schemes: which windows there are, as far as was known on a day."""

from __future__ import annotations

from datetime import date

from overstap.rules.load_windows import WindowRule, windows_on

__all__ = ["WindowRule", "as_fields", "known_windows"]


def known_windows(on: date) -> tuple[WindowRule, ...]:
    """The windows of the schemes as they were known on a day."""
    return windows_on(on)


def as_fields(rule: WindowRule) -> dict[str, object]:
    """What a window takes over from the files."""
    return {
        "name_nl": rule.name.nl,
        "name_en": rule.name.en,
        "scheme": rule.scheme,
        "scheme_version": rule.scheme_version,
        "source": "; ".join(citation.text() for citation in rule.source),
        "unit": rule.unit.value,
        "way": rule.way.value,
        "has_list": rule.waiting_list,
        "applicants": f",{','.join(rule.applicants)}," if rule.applicants else "",
        "opens_at": rule.opens_at,
        "closes_at": rule.closes_at,
        "registration_ceiling": rule.registrations,
        "funded_ceiling": rule.funded,
        "most_per_application": rule.most_per_application,
        "answer_days": rule.answer_days,
        "stream": rule.stream,
        "region_code": rule.region,
        "year": rule.year,
    }
