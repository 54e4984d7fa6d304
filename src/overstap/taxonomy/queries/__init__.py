"""The questions to the lists of occupations and competences: SELECT only, answered with frozen values.

For other contexts: `find(text, kind, limit)` while somebody types, `concept(uri)` for what was kept,
`skills_of(occupation)` and `asking(skill)` for who asks what, and `occupations`, `skills` and `links` for whole lists
at once. Who keeps a concept keeps its `uri`, `scheme` and `version`; a concept of an older version is still found.
"""

from overstap.taxonomy.queries.concepts import (
    asking,
    concept,
    concepts,
    links,
    mapped_from,
    mappings_of,
    occupations,
    skills,
    skills_of,
)
from overstap.taxonomy.queries.editions import edition, editions
from overstap.taxonomy.queries.searching import find, is_known, occupation_named_by, occupations_of_group

__all__ = [
    "asking",
    "concept",
    "concepts",
    "edition",
    "editions",
    "find",
    "is_known",
    "links",
    "mapped_from",
    "mappings_of",
    "occupation_named_by",
    "occupations",
    "occupations_of_group",
    "skills",
    "skills_of",
]
