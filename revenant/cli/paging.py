"""`revenant report page`: all reports as one HTML page."""

from __future__ import annotations

import typer

from revenant.cli.foreign import deliver
from revenant.cli.printing import Format
from revenant.cli.reporting import Asked, ask_all
from revenant.cli.session import Session

PAGE = "page"


def print_page(session: Session, asked: Asked, form: Format, output: str) -> None:
    """Write the page to the file named, or to stdout if that is no terminal.

    Raises:
        typer.BadParameter: it has no such form, takes no periods, or nobody said where it goes.
    """
    if form is not Format.SCREEN:
        raise typer.BadParameter(f"the page is HTML; ask for --{form} of one report by its name")
    if asked.periods:
        raise typer.BadParameter("the page takes no periods; narrow it by --since and --until")
    if output == "-" and session.out.is_terminal:
        raise typer.BadParameter("say where the page goes: -o report.html")
    from revenant.render.page.document import render_page

    found, now = ask_all(session, asked)
    deliver(session, output, render_page(found, session.settings.organisation, now), "html", "the page was written")
