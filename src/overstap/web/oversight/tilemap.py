"""The country as tiles of equal size, each about where its region lies: small regions are as visible as large ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from overstap.oversight.queries import RegionRow

TILE, GAP = 62, 4
COLUMNS, ROWS = 7, 9
WIDTH, HEIGHT = COLUMNS * (TILE + GAP), ROWS * (TILE + GAP)

# Column from the west, row from the north, and a name that fits in a tile.
PLACES = MappingProxyType(
    {
        "AM01": (5, 0, "Groningen"),
        "AM02": (4, 0, "Friesland"),
        "AM03": (5, 1, "Drenthe"),
        "AM05": (5, 2, "Twente"),
        "AM06": (4, 2, "Stedendr."),
        "AM07": (5, 4, "M-Gelderl."),
        "AM08": (5, 5, "Nijmegen"),
        "AM09": (6, 3, "Achterhoek"),
        "AM10": (4, 4, "Rivierenl."),
        "AM11": (3, 2, "Flevoland"),
        "AM12": (3, 3, "Gooi"),
        "AM13": (3, 4, "M-Utrecht"),
        "AM14": (4, 3, "Amersfoort"),
        "AM15": (2, 1, "NH-Noord"),
        "AM17": (2, 2, "Zaanstreek"),
        "AM18": (2, 3, "Amsterdam"),
        "AM19": (1, 3, "H-Rijnland"),
        "AM20": (2, 4, "M-Holland"),
        "AM21": (0, 4, "Haaglanden"),
        "AM22": (1, 5, "Rijnmond"),
        "AM23": (2, 5, "Drechtst."),
        "AM24": (0, 6, "Zeeland"),
        "AM25": (1, 6, "W-Brabant"),
        "AM26": (2, 6, "M-Brabant"),
        "AM27": (4, 5, "NO-Brabant"),
        "AM28": (3, 6, "ZO-Brabant"),
        "AM29": (5, 6, "N-Limburg"),
        "AM30": (5, 8, "Z-Limburg"),
        "AM32": (4, 6, "Helmond"),
        "AM33": (5, 7, "M-Limburg"),
        "AM34": (1, 4, "ZH-Centr."),
        "AM35": (3, 5, "Gorinchem"),
        "AM36": (4, 1, "Zwolle"),
        "AM37": (1, 2, "Kennemerl."),
        "AM38": (5, 3, "Food Val."),
    }
)


@dataclass(frozen=True, slots=True)
class MapTile:
    """One region on the map (tegel): where its corner lies, its short name, its row in the country."""

    x: int
    y: int
    short: str
    row: RegionRow

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + TILE // 2


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map (tegelkaart), in the units of its drawing."""

    width: int
    height: int
    tile: int
    tiles: tuple[MapTile, ...]


def draw(rows: Iterable[RegionRow]) -> TileMap:
    """Put regions on the map; one that has no place on it is left out, the table beside the map has it."""
    tiles = tuple(
        MapTile(column * (TILE + GAP), line * (TILE + GAP), short, row)
        for row in rows
        if row.region.code in PLACES
        for column, line, short in (PLACES[row.region.code],)
    )
    return TileMap(WIDTH, HEIGHT, TILE, tiles)
