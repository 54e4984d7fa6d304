#!/bin/sh
# `make test`: the whole suite on SQLite and again on PostgreSQL. Extra words go to pytest, in TESTS.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}
browser() { for name in chromium chromium-browser google-chrome; do command -v $name >/dev/null 2>&1 && return 0; done; return 1; }
postgres() { "$bin/python" -c 'import sys; sys.path.insert(0, "scripts"); import with_postgres as w; sys.exit(w.server_programs() is None)'; }

wanted=
postgres || wanted="$wanted postgresql"
browser || wanted="$wanted chromium"
if [ -n "$wanted" ] && command -v apt-get >/dev/null 2>&1 && as_root true; then
    echo "Installing for the tests:$wanted …"
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive sh -c "apt-get -qq update && apt-get -qq install -y --no-install-recommends $wanted" >/dev/null 2>&1 </dev/null
fi

status=0
skipped=
browser || skipped="$skipped; the tests in a browser (no Chromium here: apt install chromium)"

echo "== SQLite"
"$bin/python" -m pytest -n auto --maxprocesses 8 --dist worksteal -q ${TESTS:-} || status=$?

# These layers know no Django (the layer contract says so), so no database can make a difference to them; nor can it to
# the language or the keyboard of a walk through the screens: one walk of each kind is made on PostgreSQL.
without_database="core rules schemes proof screening"
once="not (browser and (engels or toetsenbord))"
if postgres; then
    echo "== PostgreSQL (without what no database can change: $without_database)"
    ignored=$(for name in $without_database; do printf ' --ignore=tests/%s' "$name"; done)
    # shellcheck disable=SC2086
    "$bin/python" scripts/with_postgres.py "$bin/python" -m pytest -n auto --maxprocesses 8 --dist worksteal -q $ignored -k "$once" ${TESTS:-} || status=$?
else
    skipped="$skipped; everything on PostgreSQL (no server here: apt install postgresql)"
    [ -z "${CI:-}" ] || status=1
fi

[ -z "$skipped" ] || echo "Skipped: ${skipped#; }."
if [ "$status" = 0 ]; then echo "make test: all passed"; else echo "make test: FAILED"; fi
exit "$status"
