"""Templates of the workspace as subjects: each tried with made-up incidents, by whatever engine renders them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

from revenant.core.problems import Problem, in_order
from revenant.core.settings import Settings
from revenant.linting.checking import Terms
from revenant.linting.engine import run_rules
from revenant.postmortems.document import SCHEMA, FrontMatter
from revenant.postmortems.drafting import draft_context
from revenant.postmortems.generated import write_regions
from revenant.postmortems.reading import read_postmortem
from revenant.postmortems.regions.comparing import compare
from revenant.postmortems.sections import own_words
from revenant.postmortems.template_rules import TEMPLATE_RULES
from revenant.postmortems.template_rules.subject import Draft, Failure, TemplateSubject
from revenant.postmortems.templating import (
    BASE,
    DRAFT_ENDING,
    Engine,
    Entry,
    Fault,
    Template,
    TemplateSet,
    severities_of,
)
from revenant.postmortems.trials import INCIDENT, Trial, trials
from revenant.store.frontmatter import read_head
from revenant.store.templates import read_templates
from revenant.store.workspace import Workspace


class TemplateTrials:
    """Tries templates; the incidents and what they say are made once for all of them."""

    def __init__(self, workspace: Workspace, settings: Settings, engine: Engine) -> None:
        self._workspace, self._settings, self.engine = workspace, settings, engine

    @cached_property
    def templates(self) -> TemplateSet:
        return read_templates(self._workspace)

    @cached_property
    def _trials(self) -> Sequence[Trial]:
        return trials(self._settings)

    @cached_property
    def _contexts(self) -> Sequence[dict[str, object]]:
        return [draft_context(trial.material, trial.owner) for trial in self._trials]

    @cached_property
    def _bodies(self) -> dict[str, dict[str, str]]:
        """What the regions of each incident say."""
        return {trial.name: write_regions(trial.material) for trial in self._trials}

    def subject_at(self, path: Path) -> TemplateSubject:
        """The team's template in a file."""
        place = self._workspace.relative(path)
        found = next((each for each in self.templates.teams if each.place == place), None)
        return self.subject(found) if found else TemplateSubject(place, [])

    def subject(self, template: Template) -> TemplateSubject:
        """A template, and what came of it. A team's base is tried with the variants that are made of it, too."""
        rows = template.text.split("\n")
        shape = self.engine.read_shape(self.templates, template.name)
        lost = () if isinstance(shape, Fault) else shape.lost
        if template.is_part or template.refused:
            failures = [Failure(shape)] if isinstance(shape, Fault) else []
            return TemplateSubject(template.place, rows, failures, lost=lost)
        tried = [self._tried(template, "")]
        tried += [self._tried(each, each.word) for each in self._made_of(template)]
        failures = [each for failed, _ in tried for each in failed]
        return TemplateSubject(template.place, rows, failures, [each for _, drafts in tried for each in drafts], lost)

    @cached_property
    def wanted(self) -> list[Template]:
        """Every template that a draft may start from, and the team's parts."""
        return [*self.templates.starts, *(each for each in self.templates.teams if each.is_part)]

    def entries(self) -> list[Entry]:
        """The list of them, each with what it says of itself."""
        return [self._entry(each) for each in self.wanted]

    def _entry(self, template: Template) -> Entry:
        shape = self.engine.read_shape(self.templates, template.name)
        used = severities_of(template, self.templates, self._settings.postmortems)
        return Entry(template, None if isinstance(shape, Fault) else shape, used)

    def problems(self, terms: Terms) -> list[Problem]:
        """What is wrong with any of them, at the levels the workspace gives."""
        rules = terms.selection.of(TEMPLATE_RULES)
        covered = list(chain.from_iterable(map(self._made_of, self.templates.teams)))
        subjects = (self.subject(each) for each in self.wanted if each not in covered)
        found = (problem for subject in subjects for problem in run_rules(rules, subject))
        return in_order(map(terms.selection.levelled, found))

    def _made_of(self, template: Template) -> Iterator[Template]:
        """Ours that extend the team's base."""
        if template.name == BASE + DRAFT_ENDING:
            yield from (each for each in self.templates.starts if each.is_ours)

    def _tried(self, template: Template, word: str) -> tuple[list[Failure], list[Draft]]:
        made = self.engine.render_each(self.templates, template.name, self._contexts)
        pairs = list(zip(self._trials, made, strict=True))
        failed = [(trial.name, text) for trial, text in pairs if isinstance(text, Fault)]
        always = len(failed) == len(pairs)
        failures = [Failure(fault, "" if always else name, word) for name, fault in failed]
        return failures, [self._draft(trial, text, word) for trial, text in pairs if isinstance(text, str)]

    def _draft(self, trial: Trial, text: str, word: str) -> Draft:
        rows = text.removesuffix("\n").split("\n")
        words = own_words(self._settings.postmortems.sections, self._settings.postmortems.titles)
        postmortem = read_postmortem("", rows, read_head(rows, FrontMatter, SCHEMA), words)
        regions = compare(rows, postmortem.layout, self._bodies[trial.name])
        return Draft(trial.name, INCIDENT, postmortem, regions, word)
