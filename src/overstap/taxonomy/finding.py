"""Finding a concept by what somebody types: pieces of words, the words of a concept together, and slips of typing.

Pure: words in, places out. How near a typed text is, is the cosine of its pieces (three to five letters, the ends of a
word included) with those of each label, together with those of all labels of a concept as one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from overstap.core.likeness import fold, slips
from overstap.core.sounding import sound

SHORTEST, LONGEST = 3, 5
EDGE = " "
OF_ONE_LABEL, OF_ALL_LABELS = 0.7, 0.3
BEGINS, EQUALS = 0.15, 1.0
LEAST = 0.12
"""Below this a label has so little in common with what was typed, that showing it would puzzle people."""
BESIDE_BEST = 0.35
"""What is so much farther than the best, is left out: six wrong words beside the right one only make people doubt."""
MOST_SIGNS = 80
CANDIDATES = 24
SURE_LENGTH, ONE_SLIP, TWO_SLIPS = 3, 1, 2
LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """Where something was found (vindplaats): which concept, by which label, and how near, between 0 and 1."""

    concept: int
    label: int
    score: float


def pieces(text: str, *, unfinished: bool = False) -> list[str]:
    """The pieces of three to five letters of a folded text, word by word; the last word may still be being typed."""
    words = text.split()
    found = []
    for place, word in enumerate(words):
        whole = EDGE + word + ("" if unfinished and place == len(words) - 1 else EDGE)
        for size in range(SHORTEST, LONGEST + 1):
            found += [whole[at : at + size] for at in range(max(len(whole) - size + 1, 0))]
    return found


@dataclass(frozen=True, slots=True)
class _Inverted:
    """For each piece in which rows it stands and how much it weighs there; rows have length one."""

    number: dict[str, int]
    rarity: npt.NDArray[np.float32]
    starts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    size: int

    @classmethod
    def of(cls, texts: Sequence[Counter[str]]) -> _Inverted:
        number: dict[str, int] = {}
        piece_of, row_of, times = [], [], []
        for row, counted in enumerate(texts):
            for piece, count in counted.items():
                piece_of.append(number.setdefault(piece, len(number)))
                row_of.append(row)
                times.append(count)
        pieces_, rows = np.array(piece_of, np.int32), np.array(row_of, np.int32)
        often = np.bincount(pieces_, minlength=len(number)) if number else np.zeros(0, np.int64)
        rarity = np.log1p(len(texts) / np.maximum(often, 1)).astype(np.float32)
        weights = (1 + np.log(np.array(times, np.float32))) * rarity[pieces_]
        length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=len(texts)))
        weights = (weights / np.maximum(length[rows], 1e-9)).astype(np.float32)
        order = np.argsort(pieces_, kind="stable")
        starts = np.concatenate([[0], np.cumsum(often)]).astype(np.int64)
        return cls(number, rarity, starts, rows[order], weights[order], len(texts))

    def scores(self, asked: Counter[str]) -> npt.NDArray[np.float64]:
        """The cosine of what is asked with every row."""
        known = [(self.number[piece], count) for piece, count in asked.items() if piece in self.number]
        if not known:
            return np.zeros(self.size)
        weight = np.array([(1 + np.log(count)) * self.rarity[one] for one, count in known])
        # A piece that stands nowhere makes the text longer as well: it is as rare as can be.
        unknown = sum(1 for piece in asked if piece not in self.number) * float(self.rarity.max()) ** 2
        weight = weight / np.sqrt((weight**2).sum() + unknown)
        parts = [slice(self.starts[one], self.starts[one + 1]) for one, _ in known]
        rows = np.concatenate([self.rows[part] for part in parts])
        values = np.concatenate([self.weights[part] * by for part, by in zip(parts, weight, strict=True)])
        return np.bincount(rows, weights=values, minlength=self.size).astype(np.float64)


class WordIndex:
    """An index of labels (woordindex): built once for a version of a list, asked often."""

    def __init__(self, labels: Iterable[tuple[int, str]]) -> None:
        """Take labels as (number of the concept, text); concepts are numbered from 0."""
        told = [(concept, fold(text)) for concept, text in labels]
        self.texts = [text for _, text in told]
        self.concept_of = np.array([concept for concept, _ in told], np.int32)
        self.concepts = int(self.concept_of.max()) + 1 if told else 0
        counted = [Counter(pieces(text)) for text in self.texts]
        pooled: list[Counter[str]] = [Counter() for _ in range(self.concepts)]
        for (concept, _), one in zip(told, counted, strict=True):
            pooled[concept].update(one)
        self.single, self.pooled = _Inverted.of(counted), _Inverted.of(pooled)
        self.exact: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self.texts):
            self.exact[text].append(place)
        self.words = _Words({word for text in self.texts for word in text.split()})

    def find(self, text: str, limit: int) -> tuple[Hit, ...]:
        """The nearest concepts, the nearest first; nothing for what has too little in common with any."""
        typed = fold(text[:MOST_SIGNS])
        if not typed or not self.concepts:
            return ()
        mended = self.words.mended(typed)
        by_label = self._near(typed)
        if mended != typed:
            by_label = np.maximum(by_label, 0.95 * self._near(mended))
        best = np.zeros(self.concepts)
        np.maximum.at(best, self.concept_of, by_label)
        order = np.argsort(-best, kind="stable")[:limit]
        found = []
        least = max(LEAST, BESIDE_BEST * float(best[order[0]]))
        for concept in order:
            if best[concept] < least:
                break
            mine = np.flatnonzero(self.concept_of == concept)
            label = int(mine[np.argmax(by_label[mine])])
            found.append(Hit(int(concept), label, min(float(best[concept]), 1.0)))
        return tuple(found)

    def _near(self, typed: str) -> npt.NDArray[np.float64]:
        """How near each label is to a folded text, that may still be being typed."""
        whole, begun = Counter(pieces(typed)), Counter(pieces(typed, unfinished=True))
        score = OF_ONE_LABEL * np.maximum(self.single.scores(whole), self.single.scores(begun))
        score += OF_ALL_LABELS * self.pooled.scores(whole)[self.concept_of]
        for place in (
            np.flatnonzero(score > LEAST / 4) if len(typed) < LONGEST else np.argsort(-score)[: CANDIDATES * 8]
        ):
            told = self.texts[place]
            if told == typed:
                score[place] += EQUALS
            elif told.startswith(typed):
                score[place] += 2 * BEGINS
            elif f" {typed}" in told:
                score[place] += BEGINS
        return score


class _Words:
    """All words of the labels, to mend a word that stands in none of them."""

    def __init__(self, words: set[str]) -> None:
        self.all = sorted(words)
        self.known = words
        self.by_sound: dict[str, list[str]] = defaultdict(list)
        for word in self.all:
            self.by_sound[sound(word)].append(word)
        self.near = _Inverted.of([Counter(_pairs(word)) for word in self.all])

    def mended(self, text: str) -> str:
        """The text with each word that is nowhere replaced by the nearest one that is."""
        return " ".join(self._mend(word) for word in text.split())

    def _mend(self, word: str) -> str:
        if len(word) < SURE_LENGTH or word in self.known or any(one.startswith(word) for one in self._first(word)):
            return word
        heard = self.by_sound.get(sound(word))
        most = ONE_SLIP if len(word) < LONG_WORD else TWO_SLIPS
        likely = heard or [self.all[at] for at in np.argsort(-self.near.scores(Counter(_pairs(word))))[:CANDIDATES]]
        # Compared with as many letters as were typed, for who is still typing.
        far = [(min(slips(word, one, most), slips(word, one[: len(word)], most) + 0.5), one) for one in likely]
        best = min(far, default=(most + 1.0, word))
        return best[1] if best[0] <= most or heard else word

    def _first(self, word: str) -> list[str]:
        at = bisect_left(self.all, word)
        return self.all[at : at + 1]


def _pairs(word: str) -> list[str]:
    whole = EDGE + word + EDGE
    return [whole[at : at + 2] for at in range(len(whole) - 1)]
