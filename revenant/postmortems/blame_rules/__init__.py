"""The rules for blameless language. To add one: a file here, its page in docs/rules, its tier, and a line below."""

from __future__ import annotations

from revenant.linting.engine import Rule
from revenant.postmortems.blame_rules import (
    character,
    counterfactual,
    fault_given,
    fixing_people,
    heated,
    hindsight,
    human_error,
    mistake,
    names_policy,
    person_alone,
    person_and_fault,
    person_as_cause,
    self_blame,
)
from revenant.postmortems.subject import PostmortemSubject

RULES: dict[str, Rule[PostmortemSubject]] = {
    human_error.CODE: human_error,
    person_and_fault.CODE: person_and_fault,
    character.CODE: character,
    fault_given.CODE: fault_given,
    person_as_cause.CODE: person_as_cause,
    counterfactual.CODE: counterfactual,
    self_blame.CODE: self_blame,
    mistake.CODE: mistake,
    hindsight.CODE: hindsight,
    fixing_people.CODE: fixing_people,
    heated.CODE: heated,
    person_alone.CODE: person_alone,
    names_policy.CODE: names_policy,
}
