"""Every address of the program, as the URL configuration has it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver


class Address(NamedTuple):
    """One address: its full name, its pattern and the view behind it."""

    name: str
    route: str
    view: Any
    arguments: frozenset[str]

    @property
    def is_ours(self) -> bool:
        """Whether the view was written here; signing in is a library's."""
        module = getattr(self.view, "__module__", "")
        return str(module).startswith("overstap.")


def addresses() -> list[Address]:
    """All addresses, also those of libraries."""
    return sorted(_below(get_resolver(), "", "", frozenset()), key=lambda address: address.name)


def _below(resolver: URLResolver, route: str, prefix: str, arguments: frozenset[str]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        given = arguments | set(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _below(pattern, here, space, given)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{prefix}{pattern.name or here}", here, pattern.callback, given)
