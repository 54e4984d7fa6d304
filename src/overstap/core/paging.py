"""Pages of a long list."""

from __future__ import annotations


def pages_of(total: int, page: int, size: int) -> tuple[int, int, int]:
    """Give the page that there is nearest to the one asked for, how many there are, and where it starts."""
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    return page, pages, (page - 1) * size
