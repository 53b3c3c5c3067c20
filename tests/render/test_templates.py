"""What templates can do and what they cannot: every attack that was measured, and what is asked of one."""

from __future__ import annotations

import pytest

from revenant.postmortems.templating import Fault, Shape
from revenant.render.drafts import read_shape, render_each
from tests.render.rendering import DATA, SHORT, a_set, refused, render


@pytest.mark.parametrize(
    ("attack", "says"),
    [
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "'__init__' of 'StrictUndefined' object is unsafe"),
        ("{{ joiner }}{{ lipsum() }}", "'joiner' is undefined"),
        ("{{ namespace(a=1) }}", "'namespace' is undefined"),
        ("{{ dict(a=1) }}", "'dict' is undefined"),
        ("{% for i in range(10**9) %}{% endfor %}", "'range' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ title['__class__'] }}", "unsafe"),
        ("{{ self._TemplateReference__context }}", "unsafe"),
        ("{{ title.__init__.__globals__ }}", "unsafe"),
        ("{% macro m() %}{% endmacro %}{{ m._environment }}", "unsafe"),
        ("{% for i in list %}{{ loop.__init__ }}{% endfor %}", "unsafe"),
        ("{{ '{0.__class__}'.format(title) }}", "unsafe"),
        ("{{ '{a.__class__}'.format_map({'a': 1}) }}", "unsafe"),
        ("{{ list|map(attribute='__class__')|first }}", "unsafe"),
        ("{{ title|attr('__class__') }}", "No filter named 'attr'"),
        ("{{ list|map('attr', '__class__')|list }}", "No filter named 'attr'"),
        ("{{ title|safe }}", "No filter named 'safe'"),
        ("{{ title|urlize }}", "No filter named 'urlize'"),
        ("{{ list.append('c') }}", "object is unsafe"),
        ("{{ incident.update({'id': 'INC-2'}) }}", "object is unsafe"),
        ("{{ incident.pop('id') }}", "object is unsafe"),
        ("{% filter upper %}{{ title }}{% endfilter %}", "{% filter %}"),
        ("{% autoescape false %}{{ title }}{% endautoescape %}", "{% autoescape %}"),
        ("{% do list.append(1) %}", "unknown tag 'do'"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% if nothing %}{% endif %}", "'nothing' is undefined"),
        ("{{ incident.nothing }}", "no attribute 'nothing'"),
        ("{{ 10 ** (10 ** 10) }}", "the number is too large"),
        ("{{ 'a' * 10 ** 9 }}", "longer than"),
        ("{{ ['a'] * 10 ** 9 }}", "longer than"),
        ("{{ 10 ** 9 * 'a' }}", "longer than"),
        ("{{ 'a'.ljust(10 ** 9) }}", "more than 64 MiB of memory"),
        ("{{ '%1000000000d' % 1 }}", "more than 64 MiB of memory"),
        ("{{ 'a'.replace('a', 'b' * 99999).replace('b', 'c' * 99999) }}", "memory"),
        ("{{ (1).to_bytes(10 ** 9, 'big') }}", "more than 64 MiB of memory"),
        ('{% include "../revenant.yaml" %}', "no template '../revenant.yaml'"),
        ('{% include "/etc/passwd" %}', "no template '/etc/passwd'"),
        ('{% include "revenant/../../secret" %}', "no template"),
        ('{% extends "nothing.md.j2" %}', "no template 'nothing.md.j2'"),
        ('{% extends "base.md.j2" %}', "without end"),
        ('{% include "base.md.j2" %}', "without end"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "without end"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", ""),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_an_attack_is_refused_with_its_place(attack: str, says: str) -> None:
    message = refused(attack)
    assert says in message
    assert "postmortem_templates/base.md.j2" in message
    if len(attack) < 1000:
        assert "postmortem_templates/base.md.j2:1 " in message


@pytest.mark.parametrize(
    "loops",
    [
        "{% for a in x %}{% for b in x %}{% for c in x %}{% set z = c %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in x %}{% set y = a %}{% for b in x %}{% for c in x %}{{ '' }}{% endfor %}{% endfor %}{% endfor %}",
    ],
)
def test_nested_loops_end_when_their_time_is_over(loops: str) -> None:
    message = refused("a\n{% set x = 'a' * 9999 %}\n" + loops)
    assert "postmortem_templates/base.md.j2:3 cannot be rendered: it takes longer than 0.3 s" in message


def test_too_much_output_is_refused() -> None:
    assert "larger than 100,000" in refused("{% set x = 'ab' * 999 %}{% for a in x %}{{ x }}{% endfor %}")


def test_an_error_names_the_file_and_line_it_stands_in() -> None:
    part = "fine\n\n{{ title.nothing }}"
    assert "postmortem_templates/_part.md.j2:3 " in refused('a\n{% include "_part.md.j2" %}', _part=part)
    macro = "{% macro m(x) %}\n{{ x.nothing }}{% endmacro %}"
    assert "postmortem_templates/_m.md.j2:2 " in refused('{% import "_m.md.j2" as m %}\n{{ m.m(title) }}', _m=macro)
    broken = "a\n{% if %}"
    assert "postmortem_templates/_part.md.j2:2 " in refused('{% include "_part.md.j2" %}', _part=broken)
    assert "revenant/base.md.j2:2 " in refused('{% extends "revenant/base.md.j2" %}', ours_base="\n{{ gone }}")
    child = '{% extends "revenant/base.md.j2" %}\n{% block b %}\n{{ gone }}{% endblock %}'
    assert "postmortem_templates/base.md.j2:3 " in refused(child, ours_base="{% block b %}{% endblock %}")


def test_the_trail_tells_who_included_it() -> None:
    templates = a_set(base='\n{% include "_part.md.j2" %}', _part="{{ gone }}")
    (fault,) = render_each(templates, "base.md.j2", [DATA], SHORT)
    assert isinstance(fault, Fault)
    assert fault.trail == (("postmortem_templates/base.md.j2", 2), ("postmortem_templates/_part.md.j2", 1))


def test_one_context_that_fails_leaves_the_others() -> None:
    made = render_each(a_set(base="{{ a[0] }}"), "base.md.j2", [{"a": []}, {"a": ["x"]}], SHORT)
    assert isinstance(made[0], Fault)
    assert made[1] == "x\n"


def test_only_plain_data_reaches_a_template() -> None:
    class Reaching:
        def delete(self) -> None: ...

    for thing in (Reaching(), object, len, {"a": [Reaching()]}, b"bytes"):
        with pytest.raises(TypeError):
            render("{{ thing.delete() }}", {"thing": thing})


def test_what_is_given_is_not_changed() -> None:
    data = {"list": [1], "more": {"a": {"b": 1}}}
    render("{% set list = [2] %}{% set more = {} %}", data)
    assert data == {"list": [1], "more": {"a": {"b": 1}}}


# --- escaping -------------------------------------------------------------------------------


def test_the_shape_of_a_template_is_found_without_rendering_it() -> None:
    text = '{% extends "revenant/base.md.j2" %}{% block a %}{{ gone }}{% include "_x.md.j2" %}{% endblock %}'
    templates = a_set(base=text, bad="{% if %}", ours_base="{% block a %}{% endblock %}")
    assert read_shape(templates, "base.md.j2") == Shape("revenant/base.md.j2", ("a",), ("_x.md.j2",))
    bad = read_shape(templates, "bad.md.j2")
    assert isinstance(bad, Fault)
    assert bad.trail == (("postmortem_templates/bad.md.j2", 1),)


def test_what_a_template_says_for_nothing_is_found_through_all_it_extends() -> None:
    base, middle = "{% block a %}{% endblock %}", '{% extends "revenant/base.md.j2" %}{% block a %}{% endblock %}'
    text = (
        '{% extends "_middle.md.j2" %}\n{% block a %}{% block new %}{% endblock %}{% endblock %}\n\n\nlost {{ gone }}\n'
    )
    shape = read_shape(a_set(base=text + "{% block b %}{% endblock %}", _middle=middle, ours_base=base), "base.md.j2")
    assert isinstance(shape, Shape)
    assert [lost.line for lost in shape.lost] == [5, 6]
    assert "block b" in shape.lost[1].why


def test_templates_that_extend_each_other_have_a_shape_too() -> None:
    one, other = '{% extends "_b.md.j2" %}{% block a %}{% endblock %}', '{% extends "base.md.j2" %}'
    assert isinstance(read_shape(a_set(base=one, _b=other), "base.md.j2"), Shape)


def test_a_parent_that_is_missing_is_a_fault() -> None:
    fault = read_shape(a_set(base='{% extends "gone.md.j2" %}'), "base.md.j2")
    assert isinstance(fault, Fault)
    assert "gone.md.j2" in fault.why
