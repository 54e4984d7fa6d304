"""The verbs of allotment. Each is one transaction."""

from overstap.allotment.actions.applying import apply
from overstap.allotment.actions.settling import settle, settle_all

__all__ = ["apply", "settle", "settle_all"]
