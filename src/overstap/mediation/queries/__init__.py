"""The questions of matching: who fits where and why; answered with frozen values.

`gaps`, `suited_vacancies` and `suited_people` each write down who looked; the lists also what was shown.
"""

from overstap.mediation.queries.lists import gaps, suited_vacancies
from overstap.mediation.queries.people import proposed_people, suited_people
from overstap.mediation.queries.standing import (
    brokering_parties,
    may_be_looked_for,
    proposals_of,
    to_confirm,
    wishes_of,
)

__all__ = [
    "brokering_parties",
    "gaps",
    "may_be_looked_for",
    "proposals_of",
    "proposed_people",
    "suited_people",
    "suited_vacancies",
    "to_confirm",
    "wishes_of",
]
