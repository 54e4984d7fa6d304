"""The verbs of correspondence."""

from overstap.correspondence.actions.delivering import deliver
from overstap.correspondence.actions.sending import DETAIL, JOB, send

__all__ = ["DETAIL", "JOB", "deliver", "send"]
