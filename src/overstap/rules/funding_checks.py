"""What must be true between the funding streams and the schemes by which they pay a part of a cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from overstap.rules.load_funding import Funding, SharedCost
from overstap.rules.model import SchemeVersion
from overstap.rules.problems import Problem, did_you_mean


def check_shared_costs(
    funding: Sequence[Funding], schemes: Mapping[str, tuple[SchemeVersion, ...]]
) -> Iterator[Problem]:
    """Tell of a stream that pays by a scheme that does not exist, gives no amount, or does not ask these facts."""
    for version in funding:
        file = f"menu/{version.id}/{version.valid_from.isoformat()}.yaml"
        for stream in version.streams:
            if stream.shares is not None:
                yield from _check(file, stream.id, stream.shares, schemes)


def _check(
    file: str, stream: str, shares: SharedCost, schemes: Mapping[str, tuple[SchemeVersion, ...]]
) -> Iterator[Problem]:
    versions = schemes.get(shares.scheme, ())
    if not versions:
        message = f"The stream '{stream}' pays by a scheme '{shares.scheme}' that does not exist."
        yield Problem(file, 1, 1, message, did_you_mean(shares.scheme, schemes).strip())
    for version in versions:
        for fact in (shares.cost, shares.own_part):
            if fact not in version.fact_ids:
                message = f"The stream '{stream}' names the fact '{fact}', for which '{version.id}' does not ask."
                yield Problem(file, 1, 1, message, did_you_mean(fact, version.fact_ids).strip())
