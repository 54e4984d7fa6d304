"""Names of occupations and competences, in the language of the reader."""

from __future__ import annotations

from functools import cache

from django import template

from overstap.taxonomy.reading.starter import occupation_uri, read_starter, skill_uri
from overstap.web.translation import in_english

register = template.Library()


@register.filter
def or_english(name: str, uri: str) -> str:
    """The name of a concept, or its English one: `{{ one.name|or_english:one.uri }}`.

    What stands in another list than our own, or was typed by somebody, keeps the name that it has.
    """
    return _english().get(uri, name) if in_english() else name


@cache
def _english() -> dict[str, str]:
    known = read_starter()
    skills = {skill_uri(one.code): one.en for one in known.skills}
    return skills | {occupation_uri(one.code): one.en for one in known.occupations}
