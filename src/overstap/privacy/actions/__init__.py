"""The verbs of privacy."""

from overstap.privacy.actions.destroying import (
    destroy,
    propose,
    propose_for_person,
    propose_partly,
    propose_records,
    reject,
)
from overstap.privacy.actions.emergency import open_file
from overstap.privacy.actions.keeping import hold, release, set_term
from overstap.privacy.actions.requests import ask, deny, extend, grant, identify, take_back_request, take_request

__all__ = [
    "ask",
    "deny",
    "destroy",
    "extend",
    "grant",
    "hold",
    "identify",
    "open_file",
    "propose",
    "propose_for_person",
    "propose_partly",
    "propose_records",
    "reject",
    "release",
    "set_term",
    "take_back_request",
    "take_request",
]
