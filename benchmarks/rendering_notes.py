"""What stands below the figures in docs/explanation/performance-rendering.md."""

NOTES = """\
The ratio has the least and the most in brackets.

## What it comes from

Public parts of WeasyPrint, always used:

- One `FontConfiguration` and one parse of each stylesheet for the whole process.
- Our templates are well-formed, so Python's XML parser reads them instead of the parser for all of HTML. Where a
  document is not well-formed, or an attribute holds a line break, the HTML parser reads it.
- A worker leaves what it has loaded out of the search for garbage (`gc.freeze`).

What documents share, kept in `priorauth/render/memoised`
([why, and how it is guarded](../decisions/0019-one-layout-engine.md)):

- the styles of elements that are matched alike, with all that was worked out for them, and those of pages;
- the breaks of each text in each width; a text that fits whole serves every greater width;
- the prepared Pango layout of each style; the operators that draw each line;
- shorter ways through WeasyPrint's percentages, line heights and collisions where a box is a plain one.

## Tried, and what is left

- Drawn words were once suspected of changing bytes. They did where a document knows a glyph by another width: what
  was kept is then not used.
- Documents made at random found one fault in sharing styles: WeasyPrint passes over a style of which nothing is worked
  out yet. It is mended, and the test stays.
- The letter is still laid out twice, alone and in the packet: its footers differ ("Page 1 of 2", "Page 2 of 17"), so
  the finished pages cannot be shared. Its line breaks and styles are.
- What is left is WeasyPrint's own layout in Python, spread thinly: no single part takes more than a few per cent.
  Matching selectors takes about 5 %, writing the PDF's objects about 5 %, compressing them about 3 %.

## The fast engine

`--engine fast` draws with Typst what it draws alike, and leaves the rest to WeasyPrint
([why, and how it is compared](../decisions/0019-one-layout-engine.md)). About three quarters of its time are Typst's
own. Half of the rest is reading the HTML and writing Typst's code; the first packets take longer, until the looks of
all elements are known.

The others print the same words. reportlab and the mail merge lay them out their own way, without the pictures, and
fullbleed breaks pages elsewhere: they are measured, not compared page by page.

`python -m benchmarks.workers` tells how much faster two workers are than one, on a quiet machine.
"""
