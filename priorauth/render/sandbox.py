"""Where templates are filled: they see the fields of their contents and nothing else, and cannot go on for ever.

Our own templates run here too, by the same rules. What a template costs is counted while it is filled: rounds of loops,
calls of macros and includes, and letters that it puts together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any

from jinja2 import Template, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from pydantic import BaseModel

MOST_STEPS = 200_000
"""Rounds of loops, calls of macros, and includes, in one document."""
MOST_LETTERS = 20_000_000
"""Letters put together in one document, those of its parts included."""
FILTERS = frozenset(
    (
        "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "format", "int", "join", "last",
        "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select",
        "selectattr", "sort", "title", "trim", "unique", "upper",
    )
)  # fmt: skip
"""Jinja's own filters that are open. None makes much of little, trusts text as HTML, or differs from run to run."""
_CLOSED = ("cycler", "dict", "joiner", "lipsum", "namespace")
_CLOSED_TESTS = ("callable", "filter", "test")
_LOOP = frozenset(
    (
        "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem",
        "nextitem", "cycle", "changed",
    )
)  # fmt: skip
_OF_MAPPING, _OF_DATE, _OF_ENUM = frozenset(("items", "keys", "values", "get")), {"year", "month", "day"}, {"value"}
_LARGEST_BITS = 64
# a width of three digits or one that is worked out, in a format of either kind
_WIDE = re.compile(r"\d{3,}|\{[^{}]*\{|%[^a-zA-Z%]*\*")
_A_STEP, _STEPS = "a step", "steps"
_PARTS = (Macro, BlockReference)
_PROPERTIES: tuple[type, ...] = (property, cached_property)


class _Spent:
    """What a document has taken so far."""

    def __init__(self) -> None:
        self.steps, self.letters = 0, 0

    def step(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise SecurityError(f"it goes round more than {MOST_STEPS:,} times")

    def write(self, letters: int) -> None:
        self.letters += letters
        if self.letters > MOST_LETTERS:
            raise SecurityError(f"it puts together more than {MOST_LETTERS:,} letters")


_spent: ContextVar[_Spent] = ContextVar("spent")


@contextmanager
def counted_anew() -> Iterator[None]:
    """Count what the document takes that is filled within."""
    token = _spent.set(_Spent())
    try:
        yield
    finally:
        _spent.reset(token)


class _Generator(CodeGenerator):
    """Writes the code of a template, with every joining of texts counted."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the name that Jinja looks for
        """Write ``a ~ b``."""
        self.write("environment.joined((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, made tighter: what is open is listed, and everything else is refused."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's options
        super().__init__(finalize=_printed, **options)
        self.filters = {name: one for name, one in self.filters.items() if name in FILTERS}
        self.filters |= {"join": _join, "format": _format, _A_STEP: _step, _STEPS: _steps}
        self.tests = {name: one for name, one in self.tests.items() if name not in _CLOSED_TESTS}
        self.globals = {name: one for name, one in self.globals.items() if name not in _CLOSED} | {"range": safe_range}

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - what a template holds
        """Return what a template reads as ``obj.attribute``.

        Raises:
            SecurityError: it is there, and not open to templates.
        """
        if isinstance(obj, Undefined):
            return obj._fail_with_undefined_error()
        kind: Any = type(obj)
        if attribute in _open_names(kind) or (isinstance(obj, TemplateModule) and _is_part(obj, attribute)):
            return getattr(obj, attribute)
        if isinstance(obj, str) and attribute == "format":
            _refuse_wide(obj)
            return self.wrap_str_format(obj.format)
        if isinstance(obj, Mapping | TemplateReference):
            try:
                return obj[attribute]
            except LookupError:
                pass
        if _is_known(obj, attribute):
            raise SecurityError(f"{attribute} is not open to templates")
        return self.undefined(f"{attribute} is no field of {type(obj).__name__}")

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - what a template holds
        """Return what a template reads as ``obj[argument]``."""
        try:
            return obj[argument]
        except (TypeError, LookupError):
            if isinstance(argument, str) and not isinstance(obj, Mapping) and _is_known(obj, argument):
                return self.getattr(obj, argument)
        # what was asked for may be a word of the chart, so the message does not name it
        return self.undefined("it asks for an item that is not there")

    def call(self, context: Context, obj: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401
        """Return what a call in a template gives.

        Raises:
            SecurityError: it may not be called; the message does not show it, for it may be a word of the chart.
        """
        if isinstance(obj, Undefined):
            return obj._fail_with_undefined_error()
        if not self.is_safe_callable(obj):
            raise SecurityError("it calls what is not open to templates")
        return context.call(obj, *args, **named)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - what a template holds
        """Tell whether a template may call it."""
        of = getattr(obj, "__self__", None)
        return (
            isinstance(obj, _PARTS)
            or any(obj is one for one in self.globals.values())
            or (isinstance(of, Mapping | LoopContext) and obj.__name__ in _OF_MAPPING | _LOOP)
            or isinstance(getattr(getattr(obj, "__wrapped__", None), "__self__", None), str)
        )

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Return ``left operator right``.

        Raises:
            SecurityError: it would make much of little.
        """
        if operator == "%" and isinstance(left, str):
            _refuse_wide(left)
        elif operator == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
            _charge(len(left) + len(right))
        elif operator in ("*", "**"):
            numbers = isinstance(left, int | float) and isinstance(right, int | float)
            if not numbers or operator == "**" or _bits(left) + _bits(right) > _LARGEST_BITS:
                raise SecurityError(f"{operator} is open for small numbers only" if numbers else f"{operator} of text")
        return super().call_binop(context, operator, left, right)

    def concat(self, parts: Iterable[str]) -> str:
        """Join the parts of a document, or of a part of one."""
        return "".join(_counted(parts))

    def joined(self, parts: tuple[Any, ...]) -> str:
        """Return ``a ~ b``."""
        _charge(sum(len(_text(one)) for one in parts))
        return markup_join(parts)

    def _load_template(self, name: str, globals: Any) -> Template:  # noqa: ANN401 - Jinja's own names
        if (spent := _spent.get(None)) is not None:
            spent.step()
        return super()._load_template(name, globals)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        _bound(source, name, filename)
        return super()._generate(source, name, filename, defer_init)


def _bound(template: nodes.Template, name: str | None, filename: str | None) -> None:
    """Put the counting into a template, and refuse what cannot be counted."""
    for node in template.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        raise TemplateAssertionError("autoescape cannot be switched", node.lineno, name, filename)
    for loop in template.find_all(nodes.For):
        if loop.recursive:
            raise TemplateAssertionError("a recursive loop is not open to templates", loop.lineno, name, filename)
        loop.iter = nodes.Filter(loop.iter, _STEPS, [], [], None, None, lineno=loop.lineno)
    parts: list[nodes.Macro | nodes.CallBlock] = [*template.find_all(nodes.Macro), *template.find_all(nodes.CallBlock)]
    for part in parts:
        counting = nodes.Filter(nodes.Const(None), _A_STEP, [], [], None, None)
        part.body.insert(0, nodes.ExprStmt(counting).set_lineno(part.lineno, override=True))
    if template.environment is not None:
        template.set_environment(template.environment)


@pass_context  # with the context at hand, Jinja does not work it out beforehand
def _steps(context: Context, items: Iterable[Any]) -> Any:  # noqa: ANN401 - what a template holds
    return _Rounds(items)


class _Rounds:
    """What a loop goes over, counted; it knows its length where the thing itself does."""

    def __init__(self, items: Iterable[Any]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        spent = _spent.get()
        for one in self._items:
            spent.step()
            yield one

    def __len__(self) -> int:
        return len(self._items)  # type: ignore[arg-type]  # Jinja counts by hand what has no length


@pass_context
def _step(context: Context, _: None) -> None:
    _spent.get().step()


def _charge(letters: int) -> None:
    if (spent := _spent.get(None)) is not None:
        spent.write(letters)


def _counted(parts: Iterable[str]) -> Iterator[str]:
    for one in parts:
        _charge(len(one))
        yield one


def _printed(value: Any) -> Any:  # noqa: ANN401 - what a template holds
    """Return what a template prints, counted; a list is refused, for it may hold itself many times over."""
    if isinstance(value, str):
        _charge(len(value))
        return value
    return value if isinstance(value, Undefined) else _text(value)


def _text(value: Any) -> str:  # noqa: ANN401 - what a template holds
    if isinstance(value, list | tuple | set | frozenset | Mapping):
        raise SecurityError("a list cannot be printed: name its parts, or use the filter join")
    return value if isinstance(value, str) else str(value)


def _join(items: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    if attribute is not None:
        raise SecurityError("join takes no attribute: use the filter map before it")
    parts: list[Any] = []
    for one in items:
        parts += [between, one] if parts else [one]
        _charge(len(_text(one)) + len(between))
    return markup_join(parts)


def _format(value: str, *arguments: Any) -> str:  # noqa: ANN401 - what a template holds
    _refuse_wide(value)
    return value % arguments


def _refuse_wide(form: str) -> None:
    if _WIDE.search(form):
        raise SecurityError("a format with a width of more than 99 is not open to templates")


def _bits(number: float) -> int:
    return number.bit_length() if isinstance(number, int) else 1


def _is_known(obj: Any, attribute: str) -> bool:  # noqa: ANN401 - what a template holds
    kind: Any = type(obj)
    return attribute.startswith("_") or hasattr(kind, attribute) or attribute in _open_names(kind)


def _is_part(module: TemplateModule, attribute: str) -> bool:
    return not attribute.startswith("_") and isinstance(vars(module).get(attribute), Macro)


@lru_cache(maxsize=1000)
def _open_names(kind: type) -> frozenset[str]:
    """Return the attributes of a class that templates may read: its fields, and the properties of our own classes."""
    if issubclass(kind, LoopContext):
        return _LOOP
    if issubclass(kind, Mapping):
        return _OF_MAPPING
    names = set(_OF_DATE) if issubclass(kind, date) else set(_OF_ENUM) if issubclass(kind, Enum) else set()
    if issubclass(kind, BaseModel):
        names |= set(kind.model_fields)
    elif is_dataclass(kind):
        names |= {one.name for one in fields(kind)}
    elif issubclass(kind, tuple):
        names |= set(getattr(kind, "_fields", ()))
    ours = (base for base in kind.__mro__ if base.__module__.startswith("priorauth."))
    names |= {name for base in ours for name, value in vars(base).items() if isinstance(value, _PROPERTIES)}
    return frozenset(name for name in names if not name.startswith("_"))
