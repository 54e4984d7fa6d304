"""Money is whole cents: parsing what people type and writing it the Dutch or English way."""

from __future__ import annotations

import re

_TYPED = re.compile(r"^\s*(?:€\s*)?(?P<euros>\d{1,3}(?:[. ]\d{3})+|\d{1,10})(?:,(?P<cents>\d{1,2}))?(?:,-)?\s*$")
_MILLION = 100_000_000
_TYPED_ENGLISH = re.compile(r"^\s*(?:€\s*)?(?P<euros>\d{1,3}(?:[, ]\d{3})+|\d{1,10})(?:\.(?P<cents>\d{1,2}))?\s*$")


def parse_euros(text: str) -> int | None:
    """Read an amount such as `1.250,50`, `1250`, `€ 12,5` or `1250.50` into cents; None when it is no amount."""
    found = _TYPED.match(text) or _TYPED_ENGLISH.match(text)
    if found is None:
        return None
    euros = int(re.sub(r"[., ]", "", found["euros"]))
    cents = (found["cents"] or "").ljust(2, "0")
    return euros * 100 + int(cents)


def euros(cents: int, language: str = "nl") -> str:
    """Write cents as euros with two decimals: `€ 1.250,50` (nl) or `€1,250.50` (en)."""
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    english = f"{whole // 100:,}.{whole % 100:02d}"
    if language.startswith("en"):
        return f"{sign}€{english}"
    return f"{sign}€ {english.translate(str.maketrans(',.', '.,'))}"


def as_number(cents: int, mark: str = ",") -> str:
    """Write cents as a bare number with two decimals, as people type it and as files hold it: `-1250,50`.

    `mark` is the decimal sign: a comma for Dutch eyes and spreadsheets, a point for XML and YAML. `parse_euros` reads
    what is not below zero back.
    """
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{whole // 100}{mark}{whole % 100:02d}"


def millions(cents: int, language: str = "nl") -> str:
    """Write cents as millions of euros, with the decimals they need: `1.385` or `6,5` (nl), `1,385` or `6.5` (en)."""
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    part = f"{whole % _MILLION:08d}".rstrip("0")
    english = f"{whole // _MILLION:,}" + (f".{part}" if part else "")
    return sign + (english if language.startswith("en") else english.translate(str.maketrans(",.", ".,")))
