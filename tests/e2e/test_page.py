"""The page of reports in a real browser: quiet, whole, and alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from revenant.render.page.document import render_page
from tests.conftest import Clock, Run
from tests.e2e.browser import PROGRAMS, Browser
from tests.e2e.programs import require_programs
from tests.render.made_up import NOW, reports

DARK, LIGHT = "--blink-settings=preferredColorScheme=0", "--blink-settings=preferredColorScheme=1"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    require_programs(PROGRAMS)
    return Browser(tmp_path / "chromium")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(render_page(reports(), "Example Shop (fictitious)", NOW), encoding="utf-8")
    return path


def test_it_asks_for_nothing_complains_of_nothing_and_says_everything(browser: Browser, page: Path) -> None:
    seen = browser.see(page)
    assert seen.console == []
    assert seen.requests == []
    for text in ("Incident reports: Example Shop", "52m 00s", "3 of 10 (30 %)", "Nothing to report.", "Not told:"):
        assert text in seen.dom
    assert re.findall(r"<script\b", seen.dom) == []
    assert seen.dom.count("<svg") == 6
    assert seen.dom.count("<h1") == seen.dom.count("</h1>") == 1


def test_this_browser_would_have_told(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text('<title>x</title><img src="http://127.0.0.1:9/x.png"><script>console.error("oh")</script>')
    seen = browser.see(bad)
    assert seen.requests == ["http://127.0.0.1:9/x.png"]
    assert len(seen.console) == 1


def test_the_policy_would_stop_what_got_in(browser: Browser, page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("<main", '<img src="http://127.0.0.1:9/x.png"><script>document.title="no"</script><main')
    )
    seen = browser.see(page)
    assert seen.requests == []
    assert "<title>Incident reports" in seen.dom
    assert len(seen.console) == 2


def test_light_and_dark_differ_and_no_page_is_blank(browser: Browser, page: Path, tmp_path: Path) -> None:
    light, dark = (browser.picture(page, tmp_path / "it.png", scheme) for scheme in (LIGHT, DARK))
    assert light[:8] == dark[:8] == b"\x89PNG\r\n\x1a\n"
    assert light != dark
    assert min(len(light), len(dark)) > 40_000


def test_it_prints_with_every_figure_that_was_folded(browser: Browser, page: Path, tmp_path: Path) -> None:
    folded = browser.print(page, tmp_path / "folded.pdf")
    page.write_text(page.read_text(encoding="utf-8").replace("<details>", "<details open>"))
    opened = browser.print(page, tmp_path / "open.pdf")
    pages: Callable[[bytes], int] = lambda pdf: len(re.findall(rb"/Type /Page\b", pdf))  # noqa: E731
    assert pages(folded) == pages(opened) > 2


def test_the_page_of_a_workspace(browser: Browser, run: Run, workspace: Path, clock: Clock) -> None:
    for minutes in (30, 60):
        run("open", "<b>Checkout</b> & co. fail", "--service", "checkout")
        clock.advance(f"{minutes} min")
        run("resolve")
    done = run("report", "page", "-o", "report.html")
    assert (done.exit_code, done.stdout) == (0, "")
    seen = browser.see(workspace / "report.html")
    assert (seen.console, seen.requests) == ([], [])
    assert "2 incidents" in seen.dom
