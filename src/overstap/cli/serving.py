"""`overstap serve`: the program behind one small web server."""

import argparse
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from overstap.cli.program import prepare, start_django

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names it only so)

HIGHEST_PORT = 65_535
# Enough for a desk of people on one machine; the database is the limit long before the threads are.
THREADS = 8


# A long scan fits (see DATA_UPLOAD_MAX_MEMORY_SIZE); more is refused before it is stored.
LARGEST_REQUEST = 11 * 1024 * 1024


def _behind(proxy: str) -> dict[str, Any]:
    """Believe the proxy at this address about who calls and over https or not; nobody else."""
    if not proxy:
        return {}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"a port lies between 0 and {HIGHEST_PORT}")
    return number


def add_parser(verbs: "Verbs") -> None:
    """Add the verb."""
    serve = verbs.add_parser(
        "serve",
        help="start the program",
        description="Bring the database up to date and serve the screens until Ctrl-C.",
        epilog="example: overstap serve --demo --port 8000",
    )
    serve.add_argument("--demo", action="store_true", help="with invented people and a clock that can be moved")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="port; 0 takes a free one (default: %(default)s)")
    serve.add_argument(
        "--without-worker",
        action="store_true",
        help="do no background work here, because `overstap worker` runs beside it (also: OVERSTAP_WITHOUT_WORKER=1)",
    )
    serve.set_defaults(handle=handle)


def handle(asked: argparse.Namespace) -> int:
    """Serve until stopped; 1 with one plain sentence when the port is taken."""
    if asked.demo:
        os.environ["OVERSTAP_DEMO"] = "1"
    start_django()
    # The switch in the environment counts as much as the one behind the verb: neither opens real files.
    prepare(demo=os.environ.get("OVERSTAP_DEMO") == "1")
    from waitress import create_server

    from overstap.site.wsgi import application

    try:
        server = create_server(
            application,
            host=asked.host,
            port=asked.port,
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST_REQUEST,
            clear_untrusted_proxy_headers=True,
            **_behind(os.environ.get("OVERSTAP_PROXY", "")),
        )
    except OSError as error:
        print(f"Cannot listen on {asked.host}:{asked.port}: {error.strerror}. Try --port 8001.", file=sys.stderr)
        return 1
    shown = "localhost" if asked.host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else asked.host  # noqa: S104 (compared)
    print(f"Overstap is ready: http://{shown}:{server.effective_port}/   (Ctrl-C stops)", flush=True)
    without = asked.without_worker or os.environ.get("OVERSTAP_WITHOUT_WORKER") == "1"
    serve(server, with_worker=not without)
    return 0


def serve(server: Any, *, with_worker: bool) -> None:
    """Answer until Ctrl-C or SIGTERM, with the background work beside it; what was begun is finished."""
    from overstap.background.actions import leave
    from overstap.site.background import make_worker, name_of_worker

    # As Ctrl-C: the loop of the server ends, and what stands after it is done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worker = make_worker() if with_worker else None
    if worker:
        worker.start()
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        server.close()
    if worker and worker.stop():
        leave(worker=name_of_worker())
