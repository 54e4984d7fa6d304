"""Reading the menukaart: clusters with the instruments that can be given."""

from __future__ import annotations

import re

from overstap.rules.model import Card, Cluster, Instrument
from overstap.rules.reader import DASHED, Reader
from overstap.rules.yaml_nodes import YamlNode

STREAMS = (
    "ontschot_budget",
    "bemensing",
    "impuls_banenafspraak",
    "praktijkleren_inkoop",
    "praktijkleren_werkgeversvergoeding",
    "regulier",
    "ofonds",
    "jeugd",
    "scholingsbudget_ww",
    "sociaal_plan",
    "partner_provincie",
    "sectorplannen",
)
INSTRUMENT_KINDS = ("dienst", "overdracht", "vergoeding")
_MENU_ID = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_INSTRUMENT_OPTIONAL = (
    "scheme",
    "target",
    "banenafspraak_only",
    "physical_available",
    "needs",
    "requirements",
    "source",
    "stream",
    "notes",
)


def read_card(reader: Reader, root: YamlNode) -> Card:
    """Read one version of a menu card."""
    fields = reader.fields(
        root, ("id", "name", "valid", "source", "clusters"), ("requirements", "notes", "not_expressed")
    )
    valid = reader.fields(fields.get("valid"), ("from",), ("until",))
    card_id = reader.identifier(fields.get("id"), DASHED)
    clusters = tuple(_cluster(reader, card_id, item) for item in reader.items(fields.get("clusters")))
    seen: set[str] = set()
    for cluster in clusters:
        for name in (cluster.id, *(instrument.id for instrument in cluster.instruments)):
            if name in seen:
                reader.problem(fields["clusters"], f"'{name}' stands on the card twice.", "Give each its own id.")
            seen.add(name)
    return Card(
        id=card_id,
        name=reader.text(fields.get("name")),
        valid_from=reader.day(valid.get("from")),
        valid_until=reader.day(valid["until"]) if "until" in valid else None,
        source=reader.citations(fields.get("source")),
        clusters=clusters,
    )


def _cluster(reader: Reader, card_id: str, node: YamlNode) -> Cluster:
    fields = reader.fields(node, ("id", "name", "instruments"), ("summary", "source", "requirements", "notes"))
    cluster_id = reader.identifier(fields.get("id"), _MENU_ID)
    instruments = tuple(_instrument(reader, cluster_id, item) for item in reader.items(fields.get("instruments")))
    return Cluster(cluster_id, card_id, reader.text(fields.get("name")), instruments)


def _instrument(reader: Reader, cluster_id: str, node: YamlNode) -> Instrument:
    fields = reader.fields(node, ("id", "name", "summary", "kind"), _INSTRUMENT_OPTIONAL)
    kind = reader.one_of(fields.get("kind"), INSTRUMENT_KINDS, INSTRUMENT_KINDS[0])
    if kind == "overdracht" and "target" not in fields:
        reader.problem(node, "A hand-over has a target.", "Add 'target:'.")
    if kind != "overdracht" and "stream" not in fields:
        reader.problem(node, "Say from which stream this is paid.", f"Add 'stream:', one of: {', '.join(STREAMS)}.")
    return Instrument(
        id=reader.identifier(fields.get("id"), _MENU_ID),
        cluster=cluster_id,
        name=reader.text(fields.get("name")),
        summary=reader.text(fields.get("summary")),
        kind=kind,
        stream=reader.one_of(fields.get("stream"), STREAMS) or None,
        scheme=reader.word(fields.get("scheme")) or None,
        target=reader.word(fields.get("target")) or None,
        banenafspraak_only=reader.flag(fields.get("banenafspraak_only")),
        physical_available=reader.flag(fields.get("physical_available")),
        needs=reader.words(fields.get("needs")),
        requirements=reader.requirement_ids(fields.get("requirements")),
        source=reader.citations(fields.get("source")),
    )
