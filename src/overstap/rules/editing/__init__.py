"""Changing a scheme file as its author would: only what changed is written again, the rest keeps its form."""

from overstap.rules.editing.emitting import emit_document
from overstap.rules.editing.plain import Plain, plain_of_text
from overstap.rules.editing.rewriting import rewrite

__all__ = ["Plain", "emit_document", "plain_of_text", "rewrite"]
