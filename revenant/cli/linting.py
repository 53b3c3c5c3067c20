"""What `lint` and the `lint` of runbooks or postmortems share: options, and one run from files to exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from revenant.cli.options import AsJson, choice
from revenant.cli.session import Session
from revenant.core.problems import Level, Problem
from revenant.core.text import how_many, lines
from revenant.errors import ExitCode, NotARepositoryError

if TYPE_CHECKING:
    from revenant.linting.baseline import Weighed
    from revenant.linting.checking import Terms
    from revenant.postmortems.templating import Engine
    from revenant.store.linting import Linted, Scope

Paths = Annotated[
    list[Path], typer.Argument(metavar="[PATHS]", help="Files or folders of the workspace; all of it if left out.")
]
Form = Annotated[
    str,
    typer.Option("--format", metavar="FORMAT", help="text, concise, json, github, gitlab, sarif or junit."),
]
FailOn = Annotated[
    str, typer.Option("--fail-on", metavar="LEVEL", help="Exit 1 from this level on: error, warning or info.")
]
Select = Annotated[
    list[str], typer.Option("--select", metavar="CODES", help="Only these rules: RB403, or RB4 for all that begin so.")
]
Ignore = Annotated[list[str], typer.Option("--ignore", metavar="CODES", help="Not these rules.")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="REV", help="Only files that differ from this commit or are new.")
]
MakeFixes = Annotated[bool, typer.Option("--fix", help="Mend what can be mended, then report what is left.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="With --fix: show the changes; write nothing.")]
UpdateBaseline = Annotated[
    bool, typer.Option("--update-baseline", help="Take what is found now as known, and do not report it again.")
]
NoBaseline = Annotated[bool, typer.Option("--no-baseline", help="Report known problems too.")]


class Options(NamedTuple):
    """What was typed."""

    paths: Sequence[Path] = ()
    form: str = "text"
    fail_on: str = "error"
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    since: str | None = None
    fix: bool = False
    dry_run: bool = False
    update_baseline: bool = False
    no_baseline: bool = False
    area: str = ""


def lint_command(words: str, area: str = "") -> Callable[..., None]:
    """A command that lints, all or only one area; `words` explain it."""

    def command(
        ctx: typer.Context,
        paths: Paths = [],
        form: Form = "text",
        fail_on: FailOn = "error",
        select: Select = [],
        ignore: Ignore = [],
        since: Since = None,
        fix: MakeFixes = False,
        dry_run: DryRun = False,
        update_baseline: UpdateBaseline = False,
        no_baseline: NoBaseline = False,
        as_json: AsJson = False,
    ) -> None:
        shown = "json" if as_json else form
        options = (paths, shown, fail_on, select, ignore, since, fix, dry_run, update_baseline, no_baseline)
        run_lint(ctx.obj, Options(*options, area=area))

    command.__doc__ = words
    return command


def run_lint(session: Session, options: Options) -> None:
    """Check, mend if asked, weigh against the baseline, print; exits 1 when problems reach the threshold."""
    from revenant.store.linting import lint

    form, threshold = _words(options)
    scope = _scope(session, options)
    found = lint(session.workspace, scope, session.now, template_engine)
    notes: list[str] = []
    if options.fix and options.dry_run:
        _show_patch(session, scope, found)
    elif options.fix:
        found, notes = _mend(session, scope, found)
    if options.update_baseline:
        _update(session, scope, found)
        return
    weighed = _weigh(session, scope, found, options.no_baseline)
    if not options.dry_run:
        print_problems(session, form, weighed.new)
    _tell(session, found, weighed, notes)
    exit_from(threshold, weighed.new)


def template_engine() -> Engine:
    """What renders templates: imported only where there are some, for Jinja alone takes 60 ms."""
    from revenant.render import drafts

    return drafts


def exit_from(threshold: Level, problems: Iterable[Problem]) -> None:
    """End with the exit code for problems where one of them reaches the threshold."""
    if any(problem.level.reaches(threshold) for problem in problems):
        raise typer.Exit(ExitCode.PROBLEMS)


def _words(options: Options) -> tuple[str, Level]:
    """Format and threshold, once the options agree with each other."""
    from revenant.linting.errors import OptionsDisagreeError
    from revenant.render.problems import FORMATS

    if options.dry_run and not options.fix:
        raise OptionsDisagreeError(
            "--dry-run shows what --fix would change", "add --fix; without it nothing is written"
        )
    if options.update_baseline and (options.no_baseline or options.dry_run):
        raise OptionsDisagreeError("--update-baseline goes with neither --no-baseline nor --dry-run")
    return choice("format", options.form, [*FORMATS]), Level(choice("level", options.fail_on, [*Level]))


def _scope(session: Session, options: Options) -> Scope:
    from revenant.linting.selection import read_selection
    from revenant.store.kinds import Area
    from revenant.store.linting import Scope, lint_settings
    from revenant.store.rulebook import LINT_RULES
    from revenant.store.since import changed_since

    levels = lint_settings(session.workspace).levels
    selection = read_selection(options.select, options.ignore, levels, LINT_RULES)
    changed = None if options.since is None else changed_since(session.workspace, options.since, session.now)
    paths = [session.directory / path for path in options.paths]
    return Scope(paths, selection, Area(options.area) if options.area else None, changed)


def lint_terms(session: Session) -> Terms:
    """Every rule at the level it has here, for other commands that find problems."""
    from revenant.linting.checking import Terms
    from revenant.linting.selection import read_selection
    from revenant.store.linting import lint_settings
    from revenant.store.rulebook import LINT_RULES

    selection = read_selection((), (), lint_settings(session.workspace).levels, LINT_RULES)
    return Terms(selection, LINT_RULES, session.now.date())


def _show_patch(session: Session, scope: Scope, found: Linted) -> None:
    """For a program byte by byte, for a person with nothing that a terminal obeys."""
    from revenant.render.patch import render_patch
    from revenant.store.mending import drafts

    for draft in drafts(session.workspace, found, scope.selection):
        patch = render_patch(draft.name, draft.before, draft.after)
        if session.out.is_terminal:
            session.out.text("\n".join(lines(patch.decode(errors="replace"))))
        else:
            session.out.bytes(patch)


def _mend(session: Session, scope: Scope, found: Linted) -> tuple[Linted, list[str]]:
    from revenant.store.linting import lint
    from revenant.store.mending import mend_files

    workspace, now = session.workspace, session.now
    left, mended = mend_files(workspace, found, scope.selection, lambda: lint(workspace, scope, now, template_engine))
    return left, [f"{mended} mended"]


def _update(session: Session, scope: Scope, found: Linted) -> None:
    from revenant.linting.baseline import renewed
    from revenant.store.baselines import baseline_path, read_baseline, write_baseline
    from revenant.store.linting import judges, lint_settings

    path = baseline_path(session.workspace, lint_settings(session.workspace).baseline)
    known = renewed(found.problems, read_baseline(path), judges(scope, found))
    write_baseline(path, known)
    name = session.workspace.relative(path)
    session.out.say(f"{name} now holds {how_many(known.total(), 'problem')}; commit it: git add {name}")


def _weigh(session: Session, scope: Scope, found: Linted, without: bool) -> Weighed:
    from revenant.linting.baseline import weigh
    from revenant.store.baselines import baseline_path, read_baseline
    from revenant.store.linting import judges, lint_settings

    path = baseline_path(session.workspace, lint_settings(session.workspace).baseline)
    return weigh(found.problems, {} if without else read_baseline(path), judges(scope, found))


def print_problems(session: Session, form: str, problems: Sequence[Problem]) -> None:
    """Print problems in a format, with what its readers need: paths as they know them, and what the codes mean."""
    from revenant.render.problems import FORMATS, FROM_REPOSITORY
    from revenant.store.rulebook import LINT_RULES

    prefix = _prefix(session) if form in FROM_REPOSITORY else ""
    shown = [problem._replace(path=prefix + problem.path) for problem in problems] if prefix else problems
    if text := FORMATS[form].render(shown, LINT_RULES):
        session.out.text(text)


def _prefix(session: Session) -> str:
    """The workspace's folder as the repository names it, with a slash behind it; empty if it is the whole."""
    try:
        inner = session.workspace.root.relative_to(session.workspace.repository.root.resolve()).as_posix()
    except (NotARepositoryError, ValueError):
        return ""
    return "" if inner == "." else f"{inner}/"


def _tell(session: Session, found: Linted, weighed: Weighed, notes: list[str]) -> None:
    from revenant.render.problems import tally

    if found.left_out:
        notes.append(f"{how_many(found.left_out, 'file')} left out as unchanged")
    if weighed.known:
        notes.append(f"{weighed.known} known by the baseline")
    if gone := weighed.gone.total():
        notes.append(f"{gone} in the baseline no longer {'occurs' if gone == 1 else 'occur'}: --update-baseline")
    session.out.say(tally(weighed.new, found.checked, found.unchecked, notes))
    if weighed.new:
        worst = min(weighed.new, key=lambda problem: [*Level].index(problem.level))
        session.out.say(f"explain a rule: revenant runbook rule {worst.code}")
