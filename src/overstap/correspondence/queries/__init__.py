"""Questions about letters and messages."""

from overstap.correspondence.queries.letters import (
    LETTER,
    READING_LETTER,
    SUBJECT,
    letter_about,
    letter_by_link,
    letter_deeds,
    letters_about,
    own_letters,
    paper,
    post_board,
    preference,
    print_run,
    read_letter,
    region_of_letter,
    run_pdf,
)
from overstap.correspondence.queries.threads import READING, thread, usual_days, waiting_answers

__all__ = [
    "LETTER",
    "READING",
    "READING_LETTER",
    "SUBJECT",
    "letter_about",
    "letter_by_link",
    "letter_deeds",
    "letters_about",
    "own_letters",
    "paper",
    "post_board",
    "preference",
    "print_run",
    "read_letter",
    "region_of_letter",
    "run_pdf",
    "thread",
    "usual_days",
    "waiting_answers",
]
