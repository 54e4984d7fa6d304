"""Reading views: every scheme in Dutch and English words, made from its tree and its file."""

from overstap.rules.reading.cases import CaseRow, case_rows
from overstap.rules.reading.markdown import index_page, markdown, scheme_page
from overstap.rules.reading.overview import (
    DatedShown,
    ReadAnswer,
    ReadCondition,
    ReadParameter,
    ReadSource,
    ReadTerm,
    answers_read,
    condition_sentences,
    decision_table,
    decision_tables,
    outline,
    parameters_read,
    question_list,
    sentence,
    source_list,
    terms_read,
)
from overstap.rules.reading.sentences import Outline
from overstap.rules.reading.tables import DecisionRow, DecisionTable
from overstap.rules.reading.versions import DifferingRow, side_by_side

__all__ = [
    "CaseRow",
    "DatedShown",
    "DecisionRow",
    "DecisionTable",
    "DifferingRow",
    "Outline",
    "ReadAnswer",
    "ReadCondition",
    "ReadParameter",
    "ReadSource",
    "ReadTerm",
    "answers_read",
    "case_rows",
    "condition_sentences",
    "decision_table",
    "decision_tables",
    "index_page",
    "markdown",
    "outline",
    "parameters_read",
    "question_list",
    "scheme_page",
    "sentence",
    "side_by_side",
    "source_list",
    "terms_read",
]
