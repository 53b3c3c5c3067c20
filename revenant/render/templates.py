"""The one owner of Jinja: templates from the package or from the team, in a sandbox, with plain data only.

What templates print is text: it is escaped as Markdown unless revenant wrote it, a macro or a block made it, or a
filter of ours did (`link`, `code`, `yaml`). `confined.py` runs them where they can do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from revenant.core.markdown import code, escape, link
from revenant.errors import TemplateError
from revenant.render.confined import ExhaustedError, run_confined

BUILT_IN = "revenant"
SUFFIX = ".md.j2"
MAX_SOURCE = 256 * 2**10
# What hands out HTML, or text that would pass for escaped, is not here.
_FILTERS = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items",
    "last", "length", "list", "lower", "max", "min", "reject", "rejectattr", "round", "select", "selectattr",
    "slice", "sort", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip


class Source(NamedTuple):
    """A template: the file it is in, what it extends, and the blocks it fills."""

    name: str
    file: str
    is_ours: bool
    extends: tuple[str, ...]
    blocks: tuple[str, ...]


def render_template(name: str, data: Mapping[str, Any], regions: Mapping[str, str], team_folder: Path) -> str:
    """Render the team's template `name`, or the built-in one of that name, in a process of its own.

    `data` is plain: mappings, lists, texts and numbers. `regions` are Markdown already.

    Raises:
        TemplateError: it is missing, wrong, or needs too much time, memory or room; names the file and line.
    """
    try:
        return run_confined(lambda: _rendered(name, data, regions, team_folder))
    except ExhaustedError as error:
        raise TemplateError(name, 0, str(error)) from None


def _rendered(name: str, data: Mapping[str, Any], regions: Mapping[str, str], team_folder: Path) -> str:
    written = {region: Markup(text) for region, text in regions.items()}  # noqa: S704 (Markdown that we wrote)
    try:
        return _environment(team_folder).get_template(name).render({**data, "regions": written})
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(error.name or name, error.lineno, error.message or "syntax error") from None
    except MemoryError:
        raise ExhaustedError("it needs too much memory") from None
    except Exception as error:  # whatever a template's own expressions do wrong is the template's mistake
        raise TemplateError(*_place(error, name), str(error) or type(error).__name__) from None


def find_templates(team_folder: Path) -> list[Source]:
    """Every template there is, by name; of two of one name the team's counts.

    Raises:
        TemplateError: one cannot be read.
    """
    environment = _environment(team_folder)
    return [_source(environment, name) for name in template_names(team_folder)]


def template_names(team_folder: Path) -> list[str]:
    """The names drafts may start from, without the suffix."""
    built_in = {path.name for path in (files("revenant.postmortems") / "templates").iterdir()}
    own = {path.name for path in team_folder.glob(f"*{SUFFIX}")} if team_folder.is_dir() else set()
    return sorted(name.removesuffix(SUFFIX) for name in built_in | own if name.endswith(SUFFIX))


def _source(environment: jinja2.Environment, name: str) -> Source:
    file = f"{name}{SUFFIX}"
    try:
        text, path, _ = environment.loader.get_source(environment, file)  # type: ignore[union-attr]
        tree = environment.parse(text, file)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(error.name or file, error.lineno, error.message or "syntax error") from None
    except jinja2.TemplateNotFound as error:
        raise TemplateError(file, 0, str(error)) from None
    extends = tuple(str(each.template.as_const()) for each in _found(tree, nodes.Extends))
    blocks = tuple(each.name for each in _found(tree, nodes.Block))
    return Source(
        name, path or file, "revenant/postmortems/templates" in (path or "").replace("\\", "/"), extends, blocks
    )


def _found(tree: nodes.Template, kind: type[nodes.Node]) -> Iterator[Any]:
    return tree.find_all(kind)


# --- the sandbox ----------------------------------------------------------------------------


class _TeamLoader(jinja2.FileSystemLoader):
    """The team's templates: plain files of a sensible size whose real place is in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder.resolve()

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        path = self._folder / template
        inside = path.resolve().is_relative_to(self._folder) and template.endswith(SUFFIX)
        if not inside or path.is_symlink() or not path.is_file():
            raise jinja2.TemplateNotFound(template)
        if path.stat().st_size > MAX_SOURCE:
            raise jinja2.TemplateSyntaxError(f"larger than {MAX_SOURCE // 2**10} KiB", 0, template, str(path))
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            raise jinja2.TemplateSyntaxError("not UTF-8", 0, template, str(path)) from None


class _Generator(CodeGenerator):
    """Texts put together with `~` are escaped one by one, as Markdown."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        self.write("environment.joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, where text is Markdown instead of HTML and nothing grows without bound."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "%", "*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and (_is_written(left) or _is_written(right)):
            return self.joined((left, right))
        if operator != "+" and not (_is_number(left) and _is_number(right)):
            raise SecurityError(f"{operator} is for numbers here")
        if operator == "**":
            raise SecurityError("** is not for templates")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """What is Markdown already has no methods: they would escape as HTML does, or pad without end."""
        padding = isinstance(obj, str) and attr in ("center", "ljust", "rjust", "zfill", "expandtabs", "format_map")
        return not _is_written(obj) and not padding and super().is_safe_attribute(obj, attr, value)

    def joined(self, parts: tuple[Any, ...]) -> Markup:
        return Markup("").join(map(_escaped, parts))


def _environment(team_folder: Path) -> _Sandbox:
    built_in = jinja2.FileSystemLoader(str(files("revenant.postmortems") / "templates"))
    loader = jinja2.ChoiceLoader([_TeamLoader(team_folder), jinja2.PrefixLoader({BUILT_IN: built_in}), built_in])
    environment = _Sandbox(
        loader=loader,
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_escaped,
        keep_trailing_newline=True,
        cache_size=0,
    )
    environment.globals.clear()
    own = {"join": _join, "replace": _replace, "link": _link, "code": _code, "yaml": _yaml}
    environment.filters = {name: environment.filters[name] for name in _FILTERS} | own
    return environment


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _is_written(value: Any) -> bool:
    return hasattr(value, "__html__")


def _escaped(value: Any) -> Markup:
    """A value as Markdown that shows it; what is Markdown already as it is. A list or mapping is a mistake."""
    if _is_written(value):
        return Markup(value)  # noqa: S704 (only what we have escaped has this mark)
    if isinstance(value, jinja2.Undefined):
        str(value)  # says which name is not defined
    if not isinstance(value, str | int | float):
        raise TypeError(f"a {type(value).__name__} cannot be printed: pick what is to be shown of it")
    return Markup(escape(str(value)))  # noqa: S704


def _join(values: Any, separator: str = ", ") -> Markup:
    return _escaped(separator).join(map(_escaped, values))


def _replace(text: str, old: str, new: str) -> str:
    if _is_written(text) or len(old) == 0:
        raise TypeError("replace is for texts, before they are escaped")
    return str(text).replace(old, new)


def _link(url: str, text: str = "") -> Markup:
    """A link; only to http, https, mailto, or a place beside this document. Anything else is shown as text."""
    return Markup(link(str(url), str(text)))  # noqa: S704


def _code(text: Any) -> Markup:
    return Markup(code(str(text)))  # noqa: S704


def _yaml(text: Any) -> Markup:
    """A value for front matter, on one line, quoted where YAML would misread it."""
    from revenant.postmortems.drafting import yaml_word

    return Markup(yaml_word(str(text)))  # noqa: S704


def _place(error: BaseException, name: str) -> tuple[str, int]:
    """The template and line in the traceback: Jinja names compiled templates by their file."""
    trace, place = error.__traceback__, (name, 0)
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(SUFFIX):
            place = (Path(file).name, trace.tb_lineno)
        trace = trace.tb_next
    return place
