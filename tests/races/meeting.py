"""Lets several transactions start at the same moment, each on a connection of its own."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import TypeVar

from django.db import connection

Answer = TypeVar("Answer")

PATIENCE_SECONDS = 60


def meet(*deeds: Callable[[], Answer]) -> list[Answer]:
    """Do all deeds at once and give their answers in order; what one of them raised is raised here."""
    answers: dict[int, Answer] = {}
    raised: list[BaseException] = []
    gate = Barrier(len(deeds))

    def run(index: int, deed: Callable[[], Answer]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(PATIENCE_SECONDS)
            answers[index] = deed()
        except BaseException as error:  # noqa: BLE001 - told in the thread of the test
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(index, deed)) for index, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    if raised:
        raise raised[0]
    return [answers[index] for index in range(len(deeds))]
