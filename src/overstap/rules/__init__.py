"""The scheme language: policy as files, one meaning, an answer with its reasons and its receipt."""

from overstap.rules.assess import assess, assess_all
from overstap.rules.assessment import Assessment, Bounds, OutputValue, RuleGround
from overstap.rules.catalogue import Catalogue
from overstap.rules.datatypes import DataType, Kind
from overstap.rules.explain import Depth, explain, shown_amount
from overstap.rules.fact_values import number_of, plain_of, show
from overstap.rules.loader import load_catalogue, schemes_folder
from overstap.rules.lookahead import QuestionReason
from overstap.rules.model import (
    Card,
    Choice,
    Citation,
    Cluster,
    Document,
    Fact,
    Instrument,
    Menu,
    Origin,
    Parameter,
    SchemeCase,
    SchemeVersion,
    Sensitivity,
    Text,
)
from overstap.rules.problems import (
    FactValueError,
    NotInForceError,
    OverrideError,
    Problem,
    SchemeFilesError,
    UnknownNameError,
)
from overstap.rules.questions import next_question, open_questions, question_reason
from overstap.rules.receipt import Receipt
from overstap.rules.replay import Replay, replay
from overstap.rules.trace import TraceNode
from overstap.rules.values import NOT_APPLICABLE, REFUSED, Facts, FactValue, Known, Outcome

__all__ = [
    "NOT_APPLICABLE",
    "REFUSED",
    "Assessment",
    "Bounds",
    "Card",
    "Catalogue",
    "Choice",
    "Citation",
    "Cluster",
    "DataType",
    "Depth",
    "Document",
    "Fact",
    "FactValue",
    "FactValueError",
    "Facts",
    "Instrument",
    "Kind",
    "Known",
    "Menu",
    "NotInForceError",
    "Origin",
    "Outcome",
    "OutputValue",
    "OverrideError",
    "Parameter",
    "Problem",
    "QuestionReason",
    "Receipt",
    "Replay",
    "RuleGround",
    "SchemeCase",
    "SchemeFilesError",
    "SchemeVersion",
    "Sensitivity",
    "Text",
    "TraceNode",
    "UnknownNameError",
    "assess",
    "assess_all",
    "explain",
    "load_catalogue",
    "next_question",
    "number_of",
    "open_questions",
    "plain_of",
    "question_reason",
    "replay",
    "schemes_folder",
    "show",
    "shown_amount",
]
