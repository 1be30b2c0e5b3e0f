"""The report in a real browser: nothing runs, nothing is fetched, and pages are numbered."""

from __future__ import annotations

import io

import pypdf
import pytest

from quoth.export import export
from tests.export.builders import project_of
from tests.export.test_html import contradicting, hostile
from tests.match.builders import said
from tests.serve.browser import chromium, missing, violations

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """A report with hostile texts, opened: (page, what was asked for, what the browser said)."""
    target = tmp_path_factory.mktemp("report") / "report.html"
    corpus = [hostile()]
    corpus += [said(f"the levy will rise {n} times", outlet=f"Tide {n}") for n in range(40)]
    with project_of([*corpus, *contradicting()]) as (project, _):
        project.find_conflicts()
        conflict = project.conflicts(kind="position")[0].conflict
        project.judge("accept", conflict=conflict.id, by="Ada Penn", why="read both")
        export(project, target)
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 600})
        asked, told = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.on("dialog", lambda dialog: told.append(dialog.message))
        page.goto(target.as_uri())
        yield page, asked, told


def test_nothing_runs_and_nothing_is_fetched(seen):
    page, asked, told = seen
    assert len(asked) == 1 and told == []
    assert page.locator("script").count() == 0
    assert page.locator("article.statement").count() == 45
    assert "accepted by Ada Penn" in page.locator("#conflicts").inner_text()


def test_it_fits_a_phone_and_has_its_style(seen):
    page, _, _ = seen
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"


def test_it_prints_with_page_numbers(seen):
    page, _, _ = seen
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    count = len(printed.pages)
    assert count > 2
    texts = [one.extract_text() for one in printed.pages]
    if int(page.context.browser.version.split(".")[0]) >= 131:
        assert all(f"{n} / {count}" in text for n, text in enumerate(texts, 1))
    # The sources begin on a page of their own.
    assert any(
        text.removeprefix(f"{n} / {count}").lstrip().startswith("Sources")
        for n, text in enumerate(texts, 1)
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(seen, scheme, width):
    page, _, _ = seen
    # bypass_csp: the report's own policy keeps axe out, as it keeps out any script.
    with page.context.browser.new_context(
        viewport={"width": width, "height": 600}, color_scheme=scheme, bypass_csp=True
    ) as context:
        opened = context.new_page()
        opened.goto(page.url)
        assert violations(opened) == []
