"""The one owner of Jinja: templates from the package or from the team, rendered in a sandbox with plain data.

Immutable sandbox, StrictUndefined, no extensions; links that lead out of the team's folder are refused.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from revenant.errors import TemplateError

BUILT_IN = "revenant"
MAX_OUTPUT = 4 * 2**20


class _TeamLoader(jinja2.FileSystemLoader):
    """The team's templates; a file whose real place is elsewhere is not one of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder.resolve()

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        if not (self._folder / template).resolve().is_relative_to(self._folder):
            raise jinja2.TemplateNotFound(template)
        return super().get_source(environment, template)


def render_template(name: str, data: dict[str, Any], team_folder: Path) -> str:
    """Render the team's template `name`, or the built-in one of that name.

    Raises:
        TemplateError: it is missing, wrong or too large; names the file and line.
    """
    environment = _environment(team_folder)
    try:
        text = environment.get_template(name).render(data)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(error.name or name, error.lineno, error.message or "syntax error") from None
    except Exception as error:  # whatever a template's own expressions do wrong is the template's mistake
        raise TemplateError(name, _line(error), str(error)) from None
    if len(text) > MAX_OUTPUT:
        raise TemplateError(name, 0, f"its output is larger than {MAX_OUTPUT // 2**20} MiB")
    return text


def _environment(team_folder: Path) -> ImmutableSandboxedEnvironment:
    built_in = jinja2.FileSystemLoader(str(files("revenant.postmortems") / "templates"))
    loader = jinja2.ChoiceLoader([_TeamLoader(team_folder), jinja2.PrefixLoader({BUILT_IN: built_in}), built_in])
    environment = ImmutableSandboxedEnvironment(
        loader=loader, undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True
    )
    environment.globals.clear()
    return environment


def _line(error: BaseException) -> int:
    """The template's line in the traceback: Jinja names compiled templates by their file."""
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
