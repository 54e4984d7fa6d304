"""Finding schemes by words: slips of the pen, accents, endings and parts of Dutch compounds are no obstacle."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from overstap.web.catalogue.words import LONG_ENOUGH, pieces, slips, slips_allowed, telling, words

# How much a word counts by how well it fits what was typed.
EXACT, BEGINNING, PART, AROUND, SLIP, SLIP_WITHIN = 1.0, 0.75, 0.55, 0.45, 0.4, 0.25

# What is written in another language than the reader's counts less, but is found.
OTHER_LANGUAGE = 0.5


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first; `complete` tells that every word of the question was found in each of them."""

    keys: tuple[str, ...] = ()
    complete: bool = True
    unknown: tuple[str, ...] = ()


@dataclass
class WordIndex:
    """Which word stands where, and how much it counts there."""

    weights: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    keys: list[str] = field(default_factory=list)

    def add(self, key: str, texts: Iterable[tuple[str, float]]) -> None:
        """Add one thing that can be found: its texts, each with what it counts."""
        self.keys.append(key)
        for text, weight in texts:
            said = words(text)
            for word, times in Counter(said).items():
                # One word of few says more than one of many; a word that is said often counts a little more.
                counts = weight * (0.6 + 0.4 / len(said)) * (1 + 0.1 * math.log(times))
                self.weights[word][key] = max(self.weights[word][key], counts)

    def close(self) -> Searcher:
        """Make it ready for questions."""
        return Searcher({word: dict(found) for word, found in self.weights.items()}, tuple(self.keys))


@dataclass(frozen=True, eq=False)
class Searcher:
    """Answers questions from an index."""

    weights: Mapping[str, Mapping[str, float]]
    keys: Sequence[str]

    def find(self, text: str) -> Hits:
        """Rank what fits the words of a text; when nothing has all words, what has most of them."""
        wanted = telling(text)
        scores = {word: self._scores(word) for word in wanted}
        unknown = tuple(typed for word, typed in wanted.items() if not scores[word])
        reached: dict[str, tuple[int, float]] = {}
        for word in wanted:
            for key, score in scores[word].items():
                count, total = reached.get(key, (0, 0.0))
                reached[key] = (count + 1, total + score)
        if not reached:
            return Hits(complete=False, unknown=unknown)
        most = max(count for count, _ in reached.values())
        kept = [key for key, (count, _) in reached.items() if count == most]
        kept.sort(key=lambda key: (-reached[key][1], key))
        return Hits(tuple(kept), most == len(wanted), unknown)

    def _scores(self, wanted: str) -> Mapping[str, float]:
        return _scores(self, wanted)

    def alike(self, wanted: str) -> dict[str, float]:
        """The words of the index that may be meant, with how well they fit."""
        found = {word: fit for word in self.weights if (fit := _fit(wanted, word))}
        if found and (max(found.values()) > AROUND or len(wanted) < LONG_ENOUGH):
            return found
        return found | self._with_slips(wanted)

    def _with_slips(self, wanted: str) -> dict[str, float]:
        most = slips_allowed(wanted)
        if not most:
            return {}
        letters = set(pieces(wanted))
        near = [word for word in self.weights if word[:1] == wanted[:1] or not letters.isdisjoint(pieces(word))]
        # In a short word the first letter is seldom wrong, and another one makes another word of it.
        whole = {
            word: SLIP / count
            for word in near
            if (most > 1 or word[:1] == wanted[:1]) and (count := slips(wanted, word, most))
        }
        if whole:
            return whole
        longer = (word for word in near if len(word) > len(wanted) > LONG_ENOUGH)
        return {word: SLIP_WITHIN / count for word in longer if (count := slips(wanted, word, 1, within=True))}


def _fit(wanted: str, word: str) -> float:
    """How well a word of the index fits what was typed; zero when it does not."""
    if wanted == word:
        return EXACT
    if len(wanted) < LONG_ENOUGH:
        return BEGINNING if len(wanted) > 1 and word.startswith(wanted) else 0.0
    if word.startswith(wanted):
        return BEGINNING
    if wanted in word:
        return PART
    # What was typed may be a compound of which the text has a part: scholingsbudget, scholing.
    return AROUND * len(word) / len(wanted) if len(word) > LONG_ENOUGH and word in wanted else 0.0


@lru_cache(maxsize=2_000)
def _scores(searcher: Searcher, wanted: str) -> Mapping[str, float]:
    fits: dict[str, float] = {}
    for word, fit in searcher.alike(wanted).items():
        for key, weight in searcher.weights[word].items():
            fits[key] = max(fits.get(key, 0.0), fit * weight)
    # A word that few schemes have says more about what is looked for than one that many have.
    rare = 1 + math.log(len(searcher.keys) / len(fits)) if fits else 1.0
    return {key: fit * rare for key, fit in fits.items()}
