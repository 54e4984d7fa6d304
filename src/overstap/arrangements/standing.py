"""The text that holds or waits."""

from __future__ import annotations

from overstap.arrangements.models import ArrangementItem, ProviderGroup, Version, VersionKind


def standing_training(item: ArrangementItem) -> Version | None:
    """Give the training agreement of an item that holds or waits, if there is one."""
    rows = Version.objects.filter(item=item, kind=VersionKind.TRAINING, withdrawn_at__isnull=True)
    return rows.order_by("-number").first()


def group_label(name: str) -> str:
    """Give the label of a group of providers; empty when it is none."""
    return str(dict(ProviderGroup.choices).get(name, ""))
