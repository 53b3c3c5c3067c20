"""`revenant report`: what the record says of many incidents, in the form that is asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from revenant.cli.completion import complete_words
from revenant.cli.filters import Services, Severities, Since, Tags, Until
from revenant.cli.options import AsJson, AsOf, Output, choice, once
from revenant.cli.paging import PAGE, print_page
from revenant.cli.printing import Format, Printer
from revenant.cli.reporting import GROUPS, KINDS, Asked, ask
from revenant.cli.session import Session
from revenant.reports import REPORTS

NAMES = {**REPORTS, PAGE: "All of them as one HTML page."}

Name = Annotated[
    str,
    typer.Argument(metavar="[NAME]", help=", ".join(NAMES), show_default=True, autocompletion=complete_words(NAMES)),
]
Periods = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PERIOD]…", help="Of `compare`: 2025, 2026-Q1, 2026-08, FROM..TO.", show_default=False),
]
Group = Annotated[
    list[str],
    typer.Option("--by", metavar="GROUP", help=", ".join(GROUPS), autocompletion=complete_words(GROUPS)),
]
Measure = Annotated[
    list[str], typer.Option("--measure", "-m", metavar="NAME", help="MTTR, MTTA, impact, … or one of your own.")
]
Excluded = Annotated[
    list[str],
    typer.Option(
        "--exclude",
        metavar="KIND",
        help=f"{', '.join(KINDS)}; may be repeated.",
        autocompletion=complete_words(KINDS),
    ),
]
Cut = Annotated[
    str | None, typer.Option("--cut", metavar="PERCENT", help="Of `simulate`: the improvement asked about.")
]
Runs = Annotated[int | None, typer.Option("--runs", min=1, metavar="N", help="Of `simulate`: how many at most.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV; durations in seconds.")]
AsMarkdown = Annotated[bool, typer.Option("--markdown", help="Print GitHub Markdown.")]
AsOpenMetrics = Annotated[
    bool, typer.Option("--openmetrics", help="Print OpenMetrics, for Prometheus' textfile collector.")
]


def command(
    ctx: typer.Context,
    name: Name = "mttx",
    periods: Periods = None,
    by: Group = [],
    measure: Measure = [],
    severity: Severities = [],
    service: Services = [],
    tag: Tags = [],
    since: Since = None,
    until: Until = None,
    exclude: Excluded = [],
    cut: Cut = None,
    runs: Runs = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_markdown: AsMarkdown = False,
    as_openmetrics: AsOpenMetrics = False,
    output: Output = "-",
) -> None:
    """What the record says of many incidents; a figure never without its n, nor where there are too few.

    Without a name: how long incidents take. Every report says whom it counts, whom not, and how it defines its words.

    Example: revenant report --by service --since 2026-01-01
    """
    session: Session = ctx.obj
    form = Format.choose(json=as_json, csv=as_csv, markdown=as_markdown, openmetrics=as_openmetrics)
    asked = Asked(
        once("--by", by), once("--measure", measure), periods or [],
        severity, service, tag, since, until, exclude, as_of, cut, runs,
    )  # fmt: skip
    chosen = choice("report", name, [*REPORTS, PAGE])
    if chosen == PAGE:
        print_page(session, asked, form, output)
    else:
        Printer(session, form, output).show(ask(session, chosen, asked), chosen)
