"""What an author most likely did not mean: things that nobody reaches, and things that nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from overstap.rules.model import Ceiling, Condition, Factor, SchemeCase
from overstap.rules.program import Program
from overstap.rules.reachability import Reach, aims_of
from overstap.rules.scheme_reader import SchemeReader, fields_in
from overstap.rules.tree import LET, Node
from overstap.rules.yaml_nodes import Mapping as MappingNode
from overstap.rules.yaml_nodes import Sequence as SequenceNode
from overstap.rules.yaml_nodes import YamlNode


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a scheme that these checks look at."""

    program: Program
    placed: Sequence[tuple[Condition, YamlNode]]
    roots: Sequence[Node]
    factors: Sequence[Factor]
    ceiling: Ceiling | None
    cases: Sequence[SchemeCase]
    judgements: Sequence[str]
    used_facts: Iterable[str]


def check_reach(scheme: SchemeReader, parts: Parts) -> None:
    """Note what nobody can reach, at the place where it is written."""
    conditions = [condition for condition, _ in parts.placed]
    reach = Reach(parts.program, scheme.facts, scheme.parameters, (scheme.valid_from, scheme.valid_until))
    aims = aims_of(parts.program, conditions, [root for root, _ in scheme.placed], scheme.parameters)
    for found in reach.unreachable(aims, parts.cases):
        place = parts.placed[0][1] if parts.placed else scheme.placed[0][1]
        if found.root is not None:
            place = next((node for root, node in scheme.placed if found.root in root.walk()), place)
        scheme.reader.problem(place, found.message, found.advice)


def check_unused(scheme: SchemeReader, parts: Parts, root: YamlNode) -> None:
    """Note a parameter, named expression or judgement that nothing uses; a file with values only is for others."""
    if not parts.placed and not parts.roots:
        return
    told = {name for text, _ in scheme.texts for language in (text.nl, text.en) for name in fields_in(language)}
    trees = [*parts.roots, *(condition.expression for condition, _ in parts.placed)]
    used = {name for one in trees for name in one.parameters()} | told
    used |= {factor.weight for factor in parts.factors if isinstance(factor.weight, str)}
    used |= {parts.ceiling.parameter} if parts.ceiling is not None else set()
    used |= {node.name for one in trees for node in one.walk() if node.op == LET}
    for name, parameter in scheme.parameters.items():
        if name not in used and not parameter.only_shown:
            advice = "Use it, or write 'only_shown: true' when it is there for the reader or another part of the house."
            place = _key(root, "parameters", name)
            scheme.reader.problem(place, f"Nothing uses the parameter '{name}'.", advice)
        elif name in used and parameter.only_shown:
            message = f"'{name}' is only shown, yet something here uses it."
            scheme.reader.problem(_key(root, "parameters", name), message, "Remove 'only_shown'.")
    for name in scheme.names.lets:
        if name not in used:
            message = f"Nothing uses the named expression '{name}'."
            scheme.reader.problem(_key(root, "let", name), message, "Use it in a rule or text, or remove it.")
    for name in parts.judgements:
        if name not in set(parts.used_facts):
            message = f"The judgement '{name}' is used by no expression."
            scheme.reader.problem(_item(root, "judgements", name), message, "Use it, or take it from the list.")


def check_sources(scheme: SchemeReader) -> None:
    """Note a citation of a document that does not hold on any day of the version."""
    for document, place in scheme.reader.cited:
        start, end = document.valid_from, document.valid_until
        if end is not None and end < scheme.valid_from:
            message = f"'{document.id}' was withdrawn after {end}, before this version starts."
            scheme.reader.problem(place, message, "Cite a document that holds, or correct 'valid' in sources.yaml.")
        if start is not None and scheme.valid_until is not None and start > scheme.valid_until:
            message = f"'{document.id}' holds only from {start}, after this version ended."
            scheme.reader.problem(place, message, "Cite a document that holds, or correct 'valid' in sources.yaml.")


def _key(root: YamlNode, part: str, name: str) -> YamlNode:
    entry = root.entries.get(part) if isinstance(root, MappingNode) else None
    return entry.keys[name] if isinstance(entry, MappingNode) and name in entry.keys else root


def _item(root: YamlNode, part: str, name: str) -> YamlNode:
    entry = root.entries.get(part) if isinstance(root, MappingNode) else None
    items = entry.items if isinstance(entry, SequenceNode) else []
    return next((item for item in items if getattr(item, "text", "").strip() == name), root)
