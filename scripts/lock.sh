#!/bin/sh
# Writes the lock files: names, versions and hashes, without addresses. UV names the uv to use.
set -eu
uv=${UV:-uv}
lock() { "$uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"; }

lock pyproject.toml --extra build --output-file requirements/run.txt
lock pyproject.toml --extra build --extra test --extra dev --constraint requirements/run.txt --output-file requirements/test.txt
lock requirements/node.in --output-file requirements/node.txt
npm install --package-lock-only --ignore-scripts --no-audit --no-fund
