"""Reading in the lists of others: ESCO, the Dutch titles and the Flemish competences, each from its official file."""

from overstap.taxonomy.importers.competentnl import CompetentNl
from overstap.taxonomy.importers.esco import Esco
from overstap.taxonomy.importers.mapped import Titles, Vdab
from overstap.taxonomy.importers.source import ListSource

__all__ = ["CompetentNl", "Esco", "ListSource", "Titles", "Vdab"]
