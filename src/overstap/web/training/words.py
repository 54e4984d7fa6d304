"""The words of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.core.training import TrainerKind, TrainingForm, TrainingSort, TrainingSource

FORMS: dict[str, Promise] = {
    TrainingForm.CLASSROOM: _("in een klas"),
    TrainingForm.ONLINE: _("online"),
    TrainingForm.BLENDED: _("deels online, deels in een klas"),
    TrainingForm.WORKPLACE: _("op een werkplek"),
}
SORTS: dict[str, Promise] = {
    TrainingSort.PACKAGE: _("leerpakket"),
    TrainingSort.COURSE: _("cursus of training"),
    TrainingSort.MODULE: _("module van een beroepsopleiding"),
}
SOURCES: dict[str, Promise] = {
    TrainingSource.OWN: _("zelf opgenomen"),
    TrainingSource.SECTOR: _("van een sector"),
    TrainingSource.FILE: _("uit een bestand"),
}
KINDS: dict[str, Promise] = {
    TrainerKind.PUBLIC: _("mbo-school"),
    TrainerKind.PRIVATE: _("particuliere opleider"),
    TrainerKind.SECTOR: _("opleider van een sector"),
    TrainerKind.EMPLOYER: _("bedrijfsschool"),
}


def sector_choices(sectors: Iterable[str]) -> list[tuple[str, str]]:
    """Sectors to choose from, with a capital."""
    return [(one, one.capitalize()) for one in sectors]
