"""What can be done with the lists of occupations and competences."""

from overstap.taxonomy.actions.importing import import_list
from overstap.taxonomy.actions.loading import load_starter, use_edition

__all__ = ["import_list", "load_starter", "use_edition"]
