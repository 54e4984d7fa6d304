"""The weights with which tests of the search calculate."""

from overstap.matching.weighing import Weights

WEIGHTS = Weights(version="proef", essential=1.0, optional=0.5, inferred=1.0, cap=0.5, floor=0.05, prior=2.0)
