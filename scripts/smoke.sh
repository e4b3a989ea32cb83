#!/bin/sh
# Proves the wheel alone does the main job: `make smoke` runs this after `make wheel`, with a sample's name.
# The wheel goes into a clean environment without the development packages, and runs far from the checkout,
# where a template or a payer rule that did not ride in the wheel is not found.
set -eu

away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT

# The wheel must name its own dependencies; the lock says only which versions of them.
uv export --quiet --locked --no-dev --no-emit-project --no-hashes --output-file "$away/constraints.txt"
uv venv --quiet --python .venv/bin/python "$away/venv"
uv pip install --quiet --python "$away/venv/bin/python" --constraints "$away/constraints.txt" dist/*.whl

cd "$away"
unset PYTHONPATH
venv/bin/priorauth samples samples
venv/bin/priorauth prepare "samples/$1" --out out
# an invented clinician signs off the invented patient's packet
venv/bin/priorauth sign out/* --by "Ana Example" --credentials MD --on 2026-06-10
find out -type f
