#!/bin/sh
# Makes .venv with a Python from 3.11 to 3.13, also where Debian has left `venv` out of its Python.
set -eu

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

python=
for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && fits "$name"; then python=$name; break; fi
done
if [ -z "$python" ]; then
    echo "Overstap needs Python 3.11, 3.12 or 3.13; none was found. Install one, or say where it is: PYTHON=/path make run" >&2
    exit 1
fi

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

echo "Making .venv with $("$python" --version) …"
rm -rf .venv
if "$python" -m venv .venv >/dev/null 2>&1; then exit 0; fi
rm -rf .venv

if command -v apt-get >/dev/null 2>&1 && as_root true; then
    echo "This Python has no venv; installing python3-venv …"
    as_root env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get -qq update && apt-get -qq install -y --no-install-recommends python3-venv' >/dev/null || true
    if "$python" -m venv .venv >/dev/null 2>&1; then exit 0; fi
    rm -rf .venv
fi

if "$python" -m pip --version >/dev/null 2>&1; then
    echo "Taking virtualenv instead …"
    spare=$(mktemp -d)
    trap 'rm -rf "$spare"' EXIT
    "$python" -m pip install -q --disable-pip-version-check --target "$spare" virtualenv
    PYTHONPATH=$spare "$python" -m virtualenv -q .venv
    exit 0
fi

echo "Cannot make a virtual environment: $python has neither venv nor pip. On Debian and Ubuntu: apt install python3-venv" >&2
exit 1
