"""The one owner of Jinja: an environment in which a template can do little, and what is asked of a template there.

Immutable sandbox, StrictUndefined, no extensions, no globals, few filters; nothing is read from the disk: a template
can name others of its set, and no file. Whatever an expression writes is escaped as Markdown. Time and memory are
held by `confinement.py`, so nobody but `drafts.py` uses this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import GeneratorType
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from revenant.core.markdown import Written
from revenant.postmortems.templating import Lost, Shape, TemplateSet
from revenant.render.template_filters import OWN_FILTERS, as_markdown

_FILTERS = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int",
    "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
    "reverse", "round", "select", "selectattr", "slice", "sort", "string", "sum", "title", "trim", "truncate",
    "unique", "upper", "wordcount",
)  # fmt: skip
_MOST_BITS = 4096
_MOST_PLACES = 20


def text_of(environment: Environment, name: str, data: dict[str, Any]) -> str:
    """What the template `name` makes of plain data; it is ended as soon as that is too large."""
    stream = cast("GeneratorType[str, None, None]", environment.get_template(name).generate(data))
    try:
        return "".join(_at_most(environment.most, stream)).rstrip("\n") + "\n"
    except Exception as error:
        if stream.gi_frame is not None:
            stream.throw(error)  # it was raised beside the template, which is told so that the traceback has its line
        raise


def _at_most(most: int, stream: Iterable[str]) -> Iterator[str]:
    size = 0
    for part in stream:
        size += len(part)
        if size > most:
            raise SecurityError(f"its output is larger than {most:,} characters")
        if part:
            yield part


def shape_of(environment: Environment, name: str) -> Shape:
    """What a template says of itself, found without rendering it; it must be one that can be read."""
    environment.get_template(name)  # compiled as well: some mistakes are found only then
    tree = _parsed(environment, name)
    includes = [_constant(node.template) for node in _includes(tree)]
    lost = sorted([*_lost_blocks(environment, tree), *_lost_texts(tree)]) if _parent(tree) else []
    return Shape(_parent(tree), tuple(_blocks(tree)), tuple(includes), tuple(lost))


def _parsed(environment: Environment, name: str) -> nodes.Template:
    source, place, _ = environment.loader.get_source(environment, name)
    return environment.parse(source, name, place)


def _parent(tree: nodes.Template) -> str:
    """The name it extends; empty if it extends none, or one that only an expression names."""
    return "".join(_constant(node.template) for node in tree.find_all(nodes.Extends))


def _blocks(tree: nodes.Node) -> list[str]:
    return [node.name for node in tree.find_all(nodes.Block)]


def _lost_blocks(environment: Environment, tree: nodes.Template) -> Iterator[Lost]:
    """Blocks that no template above asks for; one that is new within another comes with it."""
    known: set[str] = set()
    above, seen = _parent(tree), set[str]()
    while above and above not in seen:
        seen.add(above)
        parent = _parsed(environment, above)
        known.update(_blocks(parent))
        above = _parent(parent)
    known.update(inner for block in tree.find_all(nodes.Block) for inner in _blocks(block))
    for block in tree.find_all(nodes.Block):
        if block.name not in known:
            yield Lost(block.lineno, f"no template that this one extends has a block {block.name}")


def _lost_texts(tree: nodes.Template) -> Iterator[Lost]:
    """What stands outside of blocks, behind what says which template is extended."""
    begun = False
    for node in tree.body:
        begun = begun or isinstance(node, nodes.Extends)
        shown = [each for each in node.nodes if not _is_blank(each)] if isinstance(node, nodes.Output) else []
        if begun and shown:
            yield Lost(_line_of(shown[0]), "what stands outside of its blocks is not shown")


def _is_blank(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.TemplateData) and not node.data.strip()


def _line_of(node: nodes.Expr) -> int:
    """Where a text begins that may begin with empty lines."""
    text = node.data if isinstance(node, nodes.TemplateData) else ""
    return node.lineno + text[: len(text) - len(text.lstrip())].count("\n")


def _includes(tree: nodes.Template) -> Iterator[nodes.Include | nodes.Import | nodes.FromImport]:
    yield from tree.find_all(nodes.Include)
    yield from tree.find_all(nodes.Import)
    yield from tree.find_all(nodes.FromImport)


def _constant(node: nodes.Expr) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def why_not(error: Exception) -> str:
    """What an error that a template raised says, in words."""
    said = error.message if isinstance(error, jinja2.TemplateError) else str(error)
    return said or type(error).__name__


def trail_of(error: Exception, templates: TemplateSet) -> list[tuple[str, int]]:
    """The templates' lines in the traceback: Jinja puts them there, under the places that the loader gave."""
    found: list[tuple[str, int]] = []
    trace = error.__traceback__
    while trace is not None:
        place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        if place[0] in templates.places and found[-1:] != [place]:
            found.append(place)
        trace = trace.tb_next
    return found[-_MOST_PLACES:]


class _Loader(jinja2.BaseLoader):
    """Templates of a set, under the places where people find them."""

    def __init__(self, templates: TemplateSet) -> None:
        self._templates = templates

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:
        found = self._templates.find(template)
        if found is None:
            raise jinja2.TemplateNotFound(template, f"there is no template {template!r}")
        if found.refused:
            raise jinja2.TemplateNotFound(template, f"{found.place} {found.refused}")
        return found.text, found.place, None


class Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with what a template might do without meaning to taken out as well."""

    concat = staticmethod(lambda parts: Written("".join(parts)))  # what macros, super() and {% set %} blocks return
    intercepted_binops = frozenset({"*", "**"})
    loader: jinja2.BaseLoader
    most = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for kind in (nodes.FilterBlock, nodes.ScopedEvalContextModifier):
            for node in tree.find_all(kind):
                why = "{% filter %} and {% autoescape %} are not there: they would undo what keeps text harmless"
                raise jinja2.TemplateSyntaxError(why, node.lineno, name, filename)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of a mapping before its method of the same name: `incident.values`."""
        return obj[attribute] if type(obj) is dict and attribute in obj else super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what would be too large before it is made."""
        if operator == "**" and _bits(left, right) > _MOST_BITS:
            raise SecurityError("the number is too large")
        if operator == "*" and _length(left, right) > self.most:
            raise SecurityError(f"the text is longer than {self.most:,} characters")
        return super().call_binop(context, operator, left, right)


def _bits(left: Any, right: Any) -> int:
    return left.bit_length() * max(right, 0) if isinstance(left, int) and isinstance(right, int) else 0


def _length(left: Any, right: Any) -> int:
    """How long a text or list becomes when it is multiplied; a product of numbers has as many characters as digits."""
    for one, times in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(times, int):
            return len(one) * times
    return 0


@jinja2.pass_environment
def _finalize(environment: jinja2.Environment, value: object) -> str:
    """What an expression writes. It asks for the environment only so that nothing is computed while compiling."""
    return as_markdown(value)


def environment_of(templates: TemplateSet, most: int) -> Environment:
    """An environment for these templates, whose output has at most `most` characters."""
    environment = Environment(
        loader=_Loader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        finalize=_finalize,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.most = most
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS} | OWN_FILTERS
    return environment
