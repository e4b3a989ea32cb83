"""Keeps what WeasyPrint would work out again for every document: line breaks, drawn words, styles.

What is written stays the same to the byte, with and without (tests/render/test_memoised.py). It reaches into parts of
WeasyPrint that are not promised to stay. So it is used only with the version on which that was shown, only while one
of our own documents is laid out, and not at all where ``PRIORAUTH_MEMOISED`` is ``off``.

Words stay in the memory of this process, and nowhere else. What only one packet said is dropped when that packet is
done (``end_packet``); what several said, up to a fixed number of lines, is kept for the next. Styles hold no words.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from types import FunctionType
from typing import Any

import weasyprint
from weasyprint import css
from weasyprint.text.fonts import FontConfiguration

from priorauth.render.memoised import boxes, styles, words
from priorauth.render.memoised.memory import memory

PROVEN = "70.0"
SETTING = "PRIORAUTH_MEMOISED"
_FUNCTIONS: dict[Any, Any] = words.FUNCTIONS | boxes.FUNCTIONS | styles.FUNCTIONS
_METHODS: tuple[tuple[type, str, Any], ...] = words.METHODS + boxes.METHODS
_lock = Lock()


def usable() -> bool:
    """Tell whether the installed WeasyPrint is the one on which this was shown, and it is not switched off."""
    return weasyprint.__version__ == PROVEN and os.environ.get(SETTING) != "off"


def end_packet() -> None:
    """Drop the words of the packet that is done, but for those that an earlier packet had as well."""
    with _lock:
        memory.end_packet()


@contextmanager
def at_work(fonts: FontConfiguration, sheets: Iterable[weasyprint.CSS]) -> Iterator[None]:
    """Keep, and use what is kept, while a document with these fonts and stylesheets is laid out and written.

    One document at a time: another thread waits.
    """
    with _lock:
        memory.serve(fonts, sheets)
        _put_in()
        try:
            yield
        except BaseException:
            # what is kept would be used without a second warning: so nothing is kept that came with one
            memory.clear()
            raise
        finally:
            _take_out()


def _put_in() -> None:
    for place, name, _, ours in _places():
        setattr(place, name, ours)


def _take_out() -> None:
    for place, name, theirs, _ in _places():
        if theirs is None:
            delattr(place, name)
        else:
            setattr(place, name, theirs)


@cache
def _places() -> tuple[tuple[Any, str, Any, Any], ...]:
    modules = [module for name, module in sorted(sys.modules.items()) if name.split(".")[0] == "weasyprint"]
    functions = [
        (module, name, value, _FUNCTIONS[value])
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value in _FUNCTIONS
    ]
    methods = [(kind, name, vars(kind).get(name), ours) for kind, name, ours in _METHODS]
    return (*functions, *methods, (css, "StyleFor", css.StyleFor, styles.style_for))
