#!/bin/sh
# Takes the picture of a letter that README.md shows, and writes it to docs/images/letter.png.
# Run it after a change of the letter's looks: sh scripts/picture.sh. It needs pdftoppm (Debian: poppler-utils).
set -eu
cd "$(dirname "$0")/.."

away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT

.venv/bin/priorauth samples "$away/samples" > "$away/said"
.venv/bin/priorauth prepare "$away/samples/aetna_initial_ready.json" --out "$away" --quiet
.venv/bin/priorauth sign "$away/aetna-initial-ready" --by "Ana Example" --on 2026-06-10 --quiet
pdftoppm -r 110 -gray -f 1 -l 1 -singlefile "$away/aetna-initial-ready/for_payer/letter.pdf" "$away/letter"

# 16 greys are enough for black text, and make the file a quarter of the size. Pillow comes with WeasyPrint.
mkdir -p docs/images
.venv/bin/python - "$away/letter.pgm" docs/images/letter.png <<'END'
import sys

from PIL import Image

with Image.open(sys.argv[1]) as page:
    page.quantize(16).save(sys.argv[2], optimize=True)
END
