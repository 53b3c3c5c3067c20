"""Templates rendered where a hostile one can do no harm: in the sandbox, with plain data, in a copy of this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from revenant.core.markdown import Written
from revenant.postmortems.errors import TemplateError
from revenant.postmortems.templating import Fault, Lost, Shape, TemplateSet
from revenant.render.confinement import LIMITS, Limits, NotDoneError, alarm, confined
from revenant.render.templates import environment_of, shape_of, text_of, trail_of, why_not

_Told: TypeAlias = dict[str, Any]


def render_template(templates: TemplateSet, name: str, data: Mapping[str, Any], limits: Limits = LIMITS) -> str:
    """What the template `name` makes of plain data.

    Raises:
        TemplateError: it is missing, wrong, too slow or too large; names the file and line.
    """
    (made,) = render_each(templates, name, [data], limits)
    if isinstance(made, Fault):
        raise TemplateError(*made.trail[-1], made.why)
    return made


def render_each(
    templates: TemplateSet, name: str, several: Sequence[Mapping[str, Any]], limits: Limits = LIMITS
) -> list[str | Fault]:
    """What the template `name` makes of each of `several`, or why it makes nothing of it."""
    given = [_plain(data) for data in several]

    def work() -> list[_Told]:
        environment = environment_of(templates, limits.output)
        tries = [partial(text_of, environment, name, data) for data in given]
        return [_attempt(each, templates, limits) for each in tries]

    return _in_a_copy(work, templates, name, limits, len(given))


def read_shape(templates: TemplateSet, name: str, limits: Limits = LIMITS) -> Shape | Fault:
    """What a template says of itself, or why it cannot be read: found without rendering it."""

    def work() -> list[_Told]:
        return [_attempt(partial(shape_of, environment_of(templates, limits.output), name), templates, limits)]

    (told,) = _in_a_copy(work, templates, name, limits, 1)
    if isinstance(told, Fault):
        return told
    extends, blocks, includes, lost = told
    return Shape(extends, tuple(blocks), tuple(includes), tuple(Lost(*each) for each in lost))


def _in_a_copy(
    work: Callable[[], list[_Told]], templates: TemplateSet, name: str, limits: Limits, times: int
) -> list[Any]:
    found = templates.find(name)
    whole = ((found.place if found else name, 0),)
    try:
        told = confined(work, limits, times)
    except NotDoneError as error:
        return [Fault(f"it {error}", whole)] * times
    trails = [tuple((place, line) for place, line in each.get("trail", ())) for each in told]
    return [
        each["made"] if "made" in each else Fault(each["why"], trail or whole)
        for each, trail in zip(told, trails, strict=True)
    ]


def _attempt(make: Callable[[], Any], templates: TemplateSet, limits: Limits) -> _Told:
    """What `make` returns, or why it does not: whatever a template's own words do wrong is the template's mistake."""
    try:
        with alarm(limits.seconds):
            return {"made": make()}
    except MemoryError as error:
        return {
            "why": f"it needs more than {limits.memory // 2**20} MiB of memory",
            "trail": trail_of(error, templates),
        }
    except RecursionError as error:
        return {"why": "it extends or includes itself without end", "trail": trail_of(error, templates)}
    except Exception as error:
        return {"why": why_not(error), "trail": trail_of(error, templates)}


def _plain(value: Any) -> Any:
    """A copy of plain data.

    Raises:
        TypeError: something in it is more than data; that is a bug of ours.
    """
    if type(value) is dict:
        return {str(key): _plain(item) for key, item in value.items()}
    if type(value) in (list, tuple):
        return [_plain(item) for item in value]
    if value is None or type(value) in (str, Written, int, float, bool):
        return value
    raise TypeError(f"{type(value).__name__} is no plain data")
