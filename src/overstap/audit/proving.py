"""Proving the trail: every line is as it was sealed, in its place, and nothing was taken out or put in (`verify`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from overstap.audit.chain import COLUMNS, START, Row, commitment, digest, digest_of_ids, row_of
from overstap.audit.models import AuditLine, ChainHead, ChainLink, ChainRoot, Redaction
from overstap.audit.protecting import missing
from overstap.audit.roots import Root, UnreadableRootError, is_ours, read_roots
from overstap.audit.sealer import root_of, unsealed
from overstap.sealing.signing import Signature

BATCH = 5_000
DESTROYED = "vernietigen"
DESTROYED_LINES = "regels"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in the trail that is not as it was sealed (breuk): what, at which line and place of the chain."""

    what: str
    line_id: int | None
    place: int | None
    told: str


@dataclass(slots=True)
class Proof:
    """What a check found (bewijs): how many lines were proven, how many wait for a seal, and every flaw."""

    proven: int = 0
    waiting: int = 0
    redacted: int = 0
    roots: int = 0
    flaws: list[Flaw] = field(default_factory=list)

    def flaw(self, what: str, told: str, *, line_id: int | None = None, place: int | None = None) -> None:
        """Note a flaw."""
        self.flaws.append(Flaw(what, line_id, place, told))


@dataclass(slots=True)
class _Standing:
    """Where the walk is: the hash before, the roots it passed and the highest line that was closed a day before."""

    place: int = 0
    previous: bytes = START
    closed: int = 0
    passed: list[Root] = field(default_factory=list)


def verify(*, folder: Path | None = None, trusted: frozenset[str] = frozenset()) -> Proof:
    """Prove the whole trail (bewijzen); `folder` holds the copies of the roots outside the database.

    `trusted` are public keys to believe instead of those of this installation.
    """
    proof = Proof()
    for name in missing():
        proof.flaw("trigger_missing", f"The database does not refuse changes: trigger {name} is gone.")
    roots = _own_roots(proof, trusted)
    copies = _copies(proof, folder, trusted)
    wanted: dict[int, list[tuple[str, Root]]] = defaultdict(list)
    for name, root in (*roots, *copies):
        wanted[root.place].append((name, root))
    standing = _walk(proof, wanted, {root.place: root for _, root in roots})
    for place in sorted(place for place in wanted if place > standing.place):
        name = wanted[place][0][0]
        proof.flaw("truncated", f"{name} was signed at place {place}, the chain ends at {standing.place}.", place=place)
    _check_head(proof, standing)
    _check_waiting(proof, standing)
    _check_redactions(proof)
    return proof


def _own_roots(proof: Proof, trusted: frozenset[str]) -> list[tuple[str, Root]]:
    found = []
    for row in ChainRoot.objects.order_by("place", "day"):
        root = root_of(row)
        if not is_ours(root, Signature(row.public_key, row.signature), trusted):
            proof.flaw("root_forged", f"The root of {row.day} was not signed by this installation.", place=row.place)
        found.append((f"The root of {row.day}", root))
    proof.roots = len(found)
    return found


def _copies(proof: Proof, folder: Path | None, trusted: frozenset[str]) -> list[tuple[str, Root]]:
    if folder is None or not folder.is_dir():
        return []
    try:
        kept = read_roots(folder)
    except UnreadableRootError as error:
        proof.flaw("copy_unreadable", f"A copy of a root cannot be read: {error}.")
        return []
    found = []
    for one in kept:
        if is_ours(one.root, one.signed, trusted):
            found.append((f"The copy {one.file}", one.root))
        else:
            proof.flaw("copy_forged", f"The copy {one.file} was not signed by this installation.", place=one.root.place)
    return found


def _walk(proof: Proof, wanted: Mapping[int, Sequence[tuple[str, Root]]], own: Mapping[int, Root]) -> _Standing:
    standing = _Standing()
    for links in _batches():
        ids = [link.line_id for link in links]
        lines = {row.line_id: row for row in map(row_of, AuditLine.objects.filter(pk__in=ids).values_list(*COLUMNS))}
        black = dict(Redaction.objects.filter(line_id__in=ids).values_list("line_id", "name_too"))
        for link in links:
            _step(proof, standing, link, lines.get(link.line_id), black)
            _meet_roots(proof, standing, link, wanted, own)
    return standing


def _batches() -> Iterator[list[ChainLink]]:
    after = 0
    while links := list(ChainLink.objects.filter(place__gt=after).order_by("place")[:BATCH]):
        yield links
        after = links[-1].place


def _step(proof: Proof, standing: _Standing, link: ChainLink, row: Row | None, black: Mapping[int, bool]) -> None:
    if link.place != standing.place + 1:
        proof.flaw(
            "link_removed", f"The links of places {standing.place + 1} to {link.place - 1} are gone.", place=link.place
        )
    standing.place, previous, standing.previous = link.place, standing.previous, bytes(link.digest)
    if row is None:
        proof.flaw("removed", "The line was removed.", line_id=link.line_id, place=link.place)
        return
    if row.line_id <= standing.closed:
        told = "The line came in after the day of its number was closed."
        proof.flaw("inserted", told, line_id=row.line_id, place=link.place)
    known = _opened(proof, link, row, black)
    name, details = bytes(link.name_commitment), bytes(link.details_commitment)
    if not known or digest(previous, row, name, details) != bytes(link.digest):
        told = "The line is not what was sealed here: it was changed, or stands in another place."
        proof.flaw("changed", told, line_id=row.line_id, place=link.place)
        return
    proof.proven += 1


def _opened(proof: Proof, link: ChainLink, row: Row, black: Mapping[int, bool]) -> bool:
    """Tell whether name and details are what the link binds to, or were destroyed in the way that is written down."""
    redacted = row.line_id in black
    proof.redacted += redacted
    for salt, bound, content, may_be_gone in (
        (link.name_salt, link.name_commitment, row.name, black.get(row.line_id, False)),
        (link.details_salt, link.details_commitment, row.details, redacted),
    ):
        if salt is None:
            if content or not may_be_gone:
                return False
        elif commitment(bytes(salt), content) != bytes(bound):
            return False
    return True


def _meet_roots(
    proof: Proof,
    standing: _Standing,
    link: ChainLink,
    wanted: Mapping[int, Sequence[tuple[str, Root]]],
    own: Mapping[int, Root],
) -> None:
    for name, root in wanted.get(link.place, ()):
        if root.digest != bytes(link.digest).hex():
            proof.flaw(
                "root_differs", f"{name} says another hash at this place.", line_id=link.line_id, place=root.place
            )
    if link.place in own:
        # What commits late has the rest of its day; from the second root on its number is closed.
        if standing.passed:
            standing.closed = max(standing.closed, standing.passed[-1].highest_line)
        standing.passed.append(own[link.place])


def _check_head(proof: Proof, standing: _Standing) -> None:
    head = ChainHead.objects.filter(pk=1).first()
    place, last = (head.place, bytes(head.digest)) if head else (0, b"")
    if place != standing.place or (place and last != standing.previous):
        told = f"The head says place {place}, the chain ends at {standing.place}."
        proof.flaw("truncated" if place > standing.place else "head_differs", told, place=standing.place)


def _check_waiting(proof: Proof, standing: _Standing) -> None:
    waiting = unsealed()
    proof.waiting = waiting.count()
    for line_id in waiting.filter(pk__lte=standing.closed).order_by("pk").values_list("pk", flat=True):
        proof.flaw("inserted", "The line came in after the day of its number was closed.", line_id=line_id)


def _check_redactions(proof: Proof) -> None:
    """Every destruction says which lines it made black; a line that none speaks of was made black by somebody else."""
    lines: dict[str, list[int]] = defaultdict(list)
    for line_id, destruction in Redaction.objects.order_by("line_id").values_list("line_id", "destruction"):
        lines[destruction].append(line_id)
    told = dict(
        AuditLine.objects.filter(verb=DESTROYED, object_id__in=list(lines))
        .order_by("pk")
        .values_list("object_id", "details")
    )
    for destruction, line_ids in lines.items():
        said = told.get(destruction, {}).get(DESTROYED_LINES)
        if said != digest_of_ids(line_ids):
            told_of = f"{len(line_ids)} lines were made black, and destruction {destruction} does not speak of them."
            proof.flaw("redaction_unknown", told_of, line_id=line_ids[0])
