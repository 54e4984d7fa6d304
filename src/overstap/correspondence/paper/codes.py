"""A QR code for on paper: an address for who would rather point a telephone than type."""

from __future__ import annotations

import segno

QUIET = 4
"""The white edge that a reader needs, in points of the code."""


def address_code(address: str) -> str:
    """Draw the QR code of a page (QR-code) as SVG, black on white; the same for the same address.

    Pure. Only for an address that everybody may know: never for one that opens something, and never with a code in it.
    Raises ValueError for what is no address of a page, or has a question or a fragment behind it.
    """
    if not address.startswith(("https://", "http://")) or any(sign in address for sign in "?#@ "):
        raise ValueError("no plain address of a page")
    return str(segno.make(address, error="m", micro=False).svg_inline(border=QUIET, light="#fff"))
