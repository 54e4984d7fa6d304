"""All checked files together, asked by id and date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from overstap.rules.budget import BudgetTable
from overstap.rules.load_funding import Frame, Funding, Stream
from overstap.rules.model import Card, Document, Fact, Instrument, Menu, SchemeVersion
from overstap.rules.problems import NotInForceError, UnknownNameError
from overstap.rules.program import ParameterValue


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Every scheme, fact, source and menu (catalogus); versions of a scheme stand in order of date.

    `dictionary` is the hash of the list of files with sources and facts, empty when they came from elsewhere.
    """

    sources: Mapping[str, Document]
    facts: Mapping[str, Fact]
    versions: Mapping[str, tuple[SchemeVersion, ...]]
    cards: tuple[Card, ...] = ()
    fact_hashes: Mapping[str, str] = field(default_factory=dict)
    funding: tuple[Funding, ...] = ()
    budget_tables: tuple[BudgetTable, ...] = ()
    dictionary: str = ""

    def scheme(self, scheme_id: str, on: date) -> SchemeVersion:
        """Give the version of a scheme that is in force on a day.

        Raises `UnknownNameError` when no file holds the scheme, `NotInForceError` when none of its versions is valid
        that day; an older version never comes back after its end (R-006).
        """
        for version in self.all_versions(scheme_id):
            if version.valid_on(on):
                return version
        raise NotInForceError(f"The scheme '{scheme_id}' is not in force on {on}.")

    def all_versions(self, scheme_id: str) -> tuple[SchemeVersion, ...]:
        """Give all versions of a scheme, the oldest first. Raises `UnknownNameError`."""
        try:
            return self.versions[scheme_id]
        except KeyError:
            raise UnknownNameError("scheme", scheme_id, self.versions) from None

    def in_role(self, role: str) -> tuple[str, ...]:
        """Give the ids of the schemes that have, or once had, a part in the working process; the present one last.

        Raises `UnknownNameError` when no scheme has it.
        """
        found = sorted(
            (version.valid_from, scheme_id)
            for scheme_id, versions in self.versions.items()
            for version in versions
            if version.role == role
        )
        if not found:
            raise UnknownNameError("role", role, ())
        return tuple(reversed(dict.fromkeys(scheme_id for _, scheme_id in reversed(found))))

    def schemes(self, on: date) -> tuple[SchemeVersion, ...]:
        """Give every scheme in force on a day, in order of id."""
        return tuple(
            version
            for scheme_id in sorted(self.versions)
            for version in self.versions[scheme_id]
            if version.valid_on(on)
        )

    def fact(self, fact_id: str) -> Fact:
        """Give a fact of the dictionary. Raises `UnknownNameError`."""
        try:
            return self.facts[fact_id]
        except KeyError:
            raise UnknownNameError("fact", fact_id, self.facts) from None

    def parameter(self, scheme_id: str, name: str, on: date, region: str | None = None) -> ParameterValue:
        """Give the value of a parameter on a day: cents, day number, rank, list of those, or rows of a table.

        A region's own value in the file goes first. Raises `UnknownNameError` or `NotInForceError`.
        """
        version = self.scheme(scheme_id, on)
        if name not in version.parameters:
            raise UnknownNameError("parameter", name, version.parameters)
        value = version.parameters[name].on(on, region)
        if value is None:
            raise NotInForceError(f"'{name}' of '{scheme_id}' has no value on {on}.")
        return value

    def motions(self) -> Mapping[str, tuple[SchemeVersion, ...]]:
        """Give every motion (motie) or commitment of the files, in order, with the versions that carry it out (R-470).

        A motion is called as the files call it: its number and who moved it, or only the latter where the letter gives
        no number.
        """
        found: dict[str, list[SchemeVersion]] = {}
        for scheme_id in sorted(self.versions):
            for version in self.versions[scheme_id]:
                for motion in version.notes.get("motions", ()):
                    found.setdefault(motion, []).append(version)
        return {motion: tuple(found[motion]) for motion in sorted(found)}

    def schemes_of_motion(self, name: str) -> tuple[SchemeVersion, ...]:
        """Give the versions that carry out a motion, by its number ("29544-947") or by its whole name (R-470)."""
        return tuple(
            version
            for motion, versions in self.motions().items()
            for version in versions
            if name in (motion, motion.split(" ", maxsplit=1)[0])
        )

    def menu(self, on: date) -> Menu:
        """Give the menu cards in force on a day."""
        return Menu(tuple(card for card in self.cards if card.valid_on(on)))

    def instrument(self, instrument_id: str, on: date) -> Instrument:
        """Give an instrument of the menu in force on a day. Raises `UnknownNameError` or `NotInForceError` (R-132)."""
        for instrument in self.menu(on).instruments:
            if instrument.id == instrument_id:
                return instrument
        known = {one.id for card in self.cards for cluster in card.clusters for one in cluster.instruments}
        if instrument_id in known:
            raise NotInForceError(f"The instrument '{instrument_id}' is not on the menu on {on}.")
        raise UnknownNameError("instrument", instrument_id, known)

    def streams(self, on: date) -> tuple[Stream, ...]:
        """Give the funding streams in force on a day, as the file orders them (R-250)."""
        return tuple(stream for version in self.funding if version.valid_on(on) for stream in version.streams)

    def frames(self, on: date) -> tuple[Frame, ...]:
        """Give what the country has per year for streams together, in force on a day (R-170, R-190, R-253)."""
        return tuple(frame for version in self.funding if version.valid_on(on) for frame in version.frames)

    def budgets(self, on: date) -> tuple[BudgetTable, ...]:
        """Give the budget tables in force on a day, the oldest first (R-210, R-270)."""
        return tuple(table for table in self.budget_tables if table.valid_on(on))

    def budget(self, table_id: str, on: date) -> BudgetTable:
        """Give a budget table in force on a day. Raises `UnknownNameError` or `NotInForceError`."""
        for table in self.budgets(on):
            if table.id == table_id:
                return table
        known = {table.id for table in self.budget_tables}
        if table_id in known:
            raise NotInForceError(f"The budget table '{table_id}' is not in force on {on}.")
        raise UnknownNameError("budget table", table_id, known)
