"""What people do at the desk, done in a real browser."""

from __future__ import annotations

import pytest

from tests.serve.browser import chromium, missing, served, violations
from tests.serve.builders import add_derived
from tests.serve.test_versions import PAGE

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")

SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def desk(affair):
    with served(affair) as address:
        yield address


@pytest.fixture
def own_desk(own_affair):
    with served(own_affair) as address:
        yield address


@pytest.fixture
def visit(browser):
    """Opens a page of a desk; every message of the console and every error fails the test."""
    contexts, troubles = [], []

    def go(address: str, path: str = "/", **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console",
            lambda message: (
                troubles.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        page.set_default_timeout(20_000)
        page.goto(address)
        base = address.partition("/?key")[0]
        page.base = base
        if path != "/":
            page.goto(base + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert troubles == []


def first(page, path: str, selector: str) -> str:
    page.goto(page.base + path)
    return page.locator(selector).first.get_attribute("href")


ALL = (
    "/",
    "/search?q=gate",
    "/articles",
    "/actors",
    "/outlets",
    "/claims",
    "/concepts",
    "/conflicts",
    "/events",
    "/timeline",
    "/network",
    "/network?view=claims",
    "/network?view=concepts&n=100",
    "/coalitions",
    "/coalitions?window=days&count=conflict",
    "/queue",
    "/history",
    "/agreement",
    "/export?q=gate",
    "/searches",
)


def every_page(page) -> list[str]:
    """An address of every page, with the one article, statement … to look at."""
    found = list(ALL)
    for path, selector in (
        ("/articles", ".headline a"),
        ("/search", ".st-words a"),
        ("/actors", "td a.who"),
        ("/outlets", "td a.who"),
        ("/outlets", ".intro a"),
        ("/claims", ".st-words a"),
        ("/concepts", ".concepts th a"),
        ("/conflicts", ".clash-head a"),
        ("/events", ".headline a"),
    ):
        page.goto(page.base + path)
        if page.locator(selector).count():
            found.append(page.locator(selector).first.get_attribute("href"))
    statement = next(path for path in found if path.startswith("/statement/"))
    article = next(path for path in found if path.startswith("/article/")).partition("?")[0]
    return [
        *found,
        statement.replace("/statement/", "/correct/"),
        article.replace("/article/", "/add/"),
        "/you",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit, desk, scheme):
    # bypass_csp: the page's own policy would keep axe out, as it keeps out any script.
    page = visit(desk, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    paths = every_page(page)
    assert len(paths) >= 17
    found = {}
    for path in paths:
        page.goto(page.base + path)
        if bad := violations(page, SERIOUS):
            found[path] = bad
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_versions_of_an_article(visit, tmp_path, scheme):
    import quoth

    path = tmp_path / "changed.quoth"
    (tmp_path / "pages").mkdir()
    for more in ("The council sat until midnight.", "The council denied that it is in debt."):
        (tmp_path / "pages/levy.html").write_text(PAGE.replace("{more}", more))
        quoth.run(path, tmp_path / "pages", workers=1)
    with quoth.open(path) as project:
        ids = [article.id for article in project.articles(superseded=True)]
    with served(path) as address:
        page = visit(address, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
        for place in (f"/versions/{ids[0]}", f"/versions/{ids[1]}", "/articles?changed=yes"):
            page.goto(page.base + place)
            assert page.locator("main").inner_text()
            assert violations(page) == []


def test_a_search_is_saved_and_opened_without_javascript(visit, own_desk):
    page = visit(own_desk, java_script_enabled=False)
    page.goto(page.base + "/search?q=gate&type=denial")
    page.locator(".save summary").click()
    page.locator("#save-name").fill("Gate denied")
    page.locator(".save button").click()
    page.wait_for_url("**/search?q=gate&type=denial")
    assert page.locator("#found a", has_text="Gate denied").is_visible()
    page.goto(page.base)
    page.locator(".saved button", has_text="Gate denied").click()
    page.wait_for_url("**/search?q=gate&type=denial")
    page.goto(page.base + "/searches")
    page.locator(".searches summary").click()
    page.locator(".searches input[name=name]").fill("Who denies")
    page.locator("button[value=rename]").click()
    assert page.locator(".searches h2 button").inner_text() == "Who denies"
    page.locator(".searches summary").click()
    page.locator("button[value=remove]").click()
    assert page.locator(".searches").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_saved_searches(visit, own_affair, scheme):
    from quoth.store import Project

    with Project.open(own_affair, write=True) as project:
        kept = project.save_search("Gate denied", by="Bo Lind", q="gate", type="denial")
        project._connection.execute("UPDATE opened SET article = 5")
    with served(own_affair) as address:
        page = visit(address, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
        for place in ("/", "/searches", f"{kept.address}&new=5", f"{kept.address}&new=5&only=new"):
            page.goto(page.base + place)
            assert page.locator(".fresh").count(), place
            assert violations(page) == []


def test_the_disputed_figure_is_found_in_four_clicks(visit, desk):
    """Who first gave a disputed figure, and through whom: from the first page, by links alone."""
    page = visit(desk)
    clicks = 0

    def click(locator):
        nonlocal clicks
        locator.click()
        page.wait_for_load_state()
        clicks += 1

    click(page.locator("nav a", has_text="Conflicts"))
    click(page.locator(".views a", has_text="figures"))
    # A person reads the list and opens the dispute about the flooded homes.
    click(page.locator(".clash", has_text="homes").locator(".clash-head a").first)
    given = page.locator(".figures-chart tr.first").first
    assert given.locator("b").inner_text().strip()
    assert "first to give it" in given.inner_text()
    links = given.locator(".chain .link").all_inner_texts()
    assert len(links) >= 2, "the chain leads from the speaker to the outlet"
    assert clicks <= 4


def test_searching_and_narrowing(visit, desk):
    page = visit(desk)
    page.keyboard.press("/")
    page.keyboard.type("silence")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=silence")
    total = int(page.locator("h1").inner_text().split()[0])
    page.locator(".facets a", has_text="denial").first.click()
    page.wait_for_url("**type=denial**")
    narrowed = int(page.locator("h1").inner_text().split()[0])
    assert 0 < narrowed < total
    page.locator(".chosen-list a").first.click()
    page.wait_for_load_state()
    assert int(page.locator("h1").inner_text().split()[0]) == total


def test_keys_lead_from_statement_to_statement(visit, desk):
    page = visit(desk)
    page.goto(page.base + first(page, "/articles?q=silence", ".headline a"))
    for _ in range(3):
        page.keyboard.press("j")
    assert page.locator(".card.on").get_attribute("id") == "s3"
    assert page.locator(".text .run.on").count() >= 1
    assert "s=3" in page.url
    page.keyboard.press("k")
    assert page.locator(".card.on").get_attribute("id") == "s2"
    page.keyboard.press("Enter")
    page.wait_for_url("**/statement/*")


def test_the_card_shows_on_hover_and_on_focus(visit, desk):
    page = visit(desk)
    page.goto(page.base + first(page, "/articles?q=silence", ".headline a"))
    page.locator(".text .body .run.d1").first.hover()
    assert page.locator(".card-float").is_visible()
    words = page.locator(".card-float .who").first.inner_text()
    assert words
    page.locator("h1").hover()
    page.mouse.move(2, 2)
    assert page.locator(".card-float").count() == 0
    page.locator(".text .mark").first.focus()
    assert page.locator(".card-float").is_visible()


def test_judging_in_place(visit, own_desk):
    page = visit(own_desk)
    page.goto(page.base + first(page, "/articles?q=silence", ".headline a"))
    card = page.locator("#s1")
    card.locator("button", has_text="Accept").click()
    card.locator(".verdict").wait_for()
    assert "accepted by Ada Penn" in card.locator(".verdict").inner_text()
    card.locator("button", has_text="Undo").click()
    card.locator("button", has_text="Accept").wait_for()
    page.goto(page.base + "/history")
    assert page.locator(".decision").count() == 2


def test_an_article_is_judged_by_keys_alone(visit, own_desk):
    page = visit(own_desk)
    page.goto(page.base + first(page, "/articles?q=silence", ".headline a"))
    page.keyboard.press("x")  # nothing is selected yet
    for key, verdict in (("a", "accept"), ("x", "reject")):
        page.keyboard.press("j")
        page.keyboard.press(key)
        page.locator(f".card.on .verdict.{verdict}").wait_for()
    assert page.locator(".verdict").count() == 2
    assert page.evaluate("document.activeElement.dataset.s") == "2", "j goes on from there"
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url("**/correct/*")


def test_the_queue_takes_a_key_each(visit, own_desk):
    page = visit(own_desk, "/queue")
    page.locator("#q1").focus()
    page.keyboard.press("a")
    page.locator("#q1 .verdict").wait_for()
    page.keyboard.press("x")
    page.locator("#q2 .verdict").wait_for()
    assert page.evaluate("document.activeElement.id") == "q3"
    page.goto(page.base + "/history")
    texts = page.locator(".decision .verdict").all_inner_texts()
    assert sorted(texts) == ["accepted", "rejected"]


def test_spans_are_corrected_by_dragging_and_by_keys(visit, own_desk):
    page = visit(own_desk)
    statement = first(page, "/search?q=silence&mode=indirect", ".st-words a")
    page.goto(page.base + statement.replace("/statement/", "/correct/"))
    before = page.locator("#c-content").input_value()
    box = page.locator(".text .body .run.d1").first.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + min(box["width"], 260), box["y"] + 8, steps=6)
    page.mouse.up()
    page.keyboard.press("c")
    dragged = page.locator("#c-content").input_value()
    assert dragged != before and "-" in dragged
    shown = page.locator("[data-shows=content]").inner_text()
    page.locator("#c-content").focus()
    page.keyboard.press("Alt+ArrowLeft")
    fewer = page.locator("[data-shows=content]").inner_text()
    assert shown.startswith(fewer) and len(fewer) < len(shown)
    page.locator("button", has_text="Save").click()
    page.wait_for_url("**/statement/*")
    assert page.locator(".verdict.correct").first.is_visible()
    assert fewer.strip() in page.locator(".great").inner_text()


def drag_over(page, selector: str, words: str) -> None:
    """Select words of an element with the mouse, from before the first to after the last."""
    ends = page.locator(selector).first.evaluate(
        """(element, words) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            const box = (from, to) => {
              range.setStart(node, from); range.setEnd(node, to);
              return range.getBoundingClientRect();
            };
            element.scrollIntoView({block: "center"});
            const a = box(at, at + 1), b = box(at + words.length - 1, at + words.length);
            return [a.left + 1, a.top + a.height / 2, b.right - 1, b.top + b.height / 2];
          }
        }""",
        words,
    )
    page.mouse.move(ends[0], ends[1])
    page.mouse.down()
    page.mouse.move((ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2, steps=3)
    page.mouse.move(ends[2], ends[3], steps=3)
    page.mouse.up()


def test_a_missed_statement_is_added_from_a_selection(visit, own_desk):
    page = visit(own_desk)
    page.goto(page.base + first(page, "/articles?q=silence", ".headline a"))
    plain = page.locator(".text .body .run.d0:not(.p-source):not(.p-cue):not(.p-link)")
    words = next(
        " ".join(text.split()[:3])
        for text in plain.all_inner_texts()
        if len(text.split()) > 5 and text.strip() == text.strip().replace("\n", " ")
    )
    drag_over(page, ".text .body", words)
    page.locator(".selection-bar a").click()
    page.wait_for_url("**/add/**content=**")
    assert page.locator("[data-shows=content]").inner_text() == words
    assert page.locator(".body .run .run.d1").first.inner_text() == words
    page.locator("#c-speakers").fill("Mira Tolland")
    page.locator("#c-type").select_option("denial")
    page.locator("button", has_text="Add it").click()
    page.wait_for_url("**/statement/*")
    assert words in page.locator(".great").inner_text()
    assert "Mira Tolland" in page.locator("h1").inner_text()
    assert page.locator(".verdict.add").first.is_visible()


def test_a_conflict_is_judged_with_a_key_and_in_place(visit, own_desk):
    page = visit(own_desk, "/conflicts")
    reason = page.locator(".clash-head a").first.inner_text()
    page.locator(".clash").first.focus()
    page.keyboard.press("x")
    page.locator(".clash .verdict.reject").first.wait_for()
    page.locator(".clash").nth(1).locator("button", has_text="They contradict").click()
    page.locator(".clash .verdict.accept").first.wait_for()
    page.goto(page.base + "/conflicts?per=100")
    assert page.locator(".clash-head a", has_text=reason).count() == 0
    page.goto(page.base + "/history")
    page.locator(".decision", has_text="rejected").locator("button", has_text="Undo").click()
    page.goto(page.base + "/conflicts?per=100")
    assert page.locator(".clash-head a", has_text=reason).count() >= 1


def test_a_reader_takes_a_name(visit, own_desk):
    page = visit(own_desk, "/queue")
    page.locator(".you").click()
    page.locator("#you-name").fill("Ben Roe")
    page.locator("button", has_text="Keep").click()
    page.wait_for_url("**/queue")
    page.locator("#q1 button", has_text="Accept").click()
    assert "by Ben Roe" in page.locator("#q1 .verdict").inner_text()


def test_actors_are_joined(visit, own_desk):
    page = visit(own_desk)
    page.goto(page.base + first(page, "/actors?q=Ferreira", "td a.who"))
    name = page.locator("h1").inner_text()
    page.locator("#j-name").fill(name + " of the Saltings")
    with page.expect_navigation():
        page.locator("button", has_text="Rename").click()
    page.goto(page.base + "/actors?order=name&per=200")
    assert page.locator("td a.who", has_text=name + " of the Saltings").count() == 1


@pytest.fixture
def plain(visit, own_desk):
    """A page without JavaScript."""
    return visit(own_desk, java_script_enabled=False)


def test_everything_works_without_javascript(plain):
    for path in every_page(plain):
        assert plain.goto(plain.base + path).status == 200, path
        assert plain.locator("main").inner_text().strip(), path
    plain.goto(plain.base + first(plain, "/articles?q=silence", ".headline a"))
    assert not plain.locator(".needs-script").first.is_visible()
    plain.locator("#s1 button", has_text="Accept").click()
    assert "accepted by Ada Penn" in plain.locator("#s1 .verdict").inner_text()
    plain.goto(plain.base + "/timeline")
    plain.locator(".views a", has_text="Closer").click()
    assert "since=" in plain.url
    plain.goto(plain.base + "/network")
    plain.locator(".network a.node").first.click()
    assert "ego=" in plain.url


def test_the_timeline_is_zoomed_by_dragging(visit, desk):
    page = visit(desk, "/timeline")
    box = page.locator("svg.timeline").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 14)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 14, steps=5)
    page.mouse.up()
    page.wait_for_url("**since=2025-01-**")


def test_a_phone_shows_every_page_without_sideways_scrolling(visit, desk):
    page = visit(desk, viewport={"width": 390, "height": 844}, has_touch=True)
    for path in every_page(page):
        page.goto(page.base + path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 1, path


def test_print_leaves_the_words(visit, desk):
    page = visit(desk)
    page.goto(page.base + first(page, "/articles?q=silence", ".headline a"))
    page.emulate_media(media="print")
    assert not page.locator(".mast nav").is_visible()
    assert not page.locator(".act").first.is_visible()
    assert (
        page.locator(".text .body").is_visible() and page.locator(".cards .card").first.is_visible()
    )
    assert len(page.pdf()) > 5_000


def test_print_keeps_verdicts_legends_and_whole_tables_and_leaves_out_what_is_for_hands(
    visit, own_desk
):
    page = visit(own_desk, "/queue")
    page.keyboard.press("a")
    page.locator("#q1 .verdict").wait_for()
    page.emulate_media(media="print")
    assert page.locator("#q1 .verdict").is_visible(), "what somebody decided is worth reading"
    assert not page.locator("#q1 button").is_visible(), "nobody presses paper"
    assert not page.locator(".intro .needs-script").first.is_visible()
    page.goto(page.base + "/network?n=200&alpha=100")
    table = page.locator(".ties-table .scroll").first
    assert table.evaluate("e => e.scrollHeight - e.clientHeight") <= 1, "no rows are cut off"
    page.goto(page.base + first(page, "/claims", ".st-words a"))
    assert page.locator(".hint ins, .hint del").first.is_visible(), "the marks are explained"
    page.goto(page.base + first(page, "/actors", "td a.who"))
    assert not page.locator("#j-name").is_visible()
    assert not page.locator(".judging h2").is_visible()


def test_text_from_right_to_left_stands_right(visit, tmp_path):
    from tests.serve.builders import small_project

    path = tmp_path / "rtl.quoth"
    small_project(
        path,
        (
            "[S وزيرة المياه] [C قالت] [Q إن البوابة بقيت مفتوحة].",
            {"outlet": "الميناء", "published": "2025-01-14", "title": "البوابة", "language": "ar"},
        ),
    )
    add_derived(path, words="البوابة", who="وزيرة المياه")
    with served(path) as address:
        page = visit(address, "/articles")
        page.goto(page.base + page.locator(".headline a").first.get_attribute("href"))
        direction = page.locator(".text .body p").first.evaluate(
            "e => getComputedStyle(e).direction"
        )
        assert direction == "rtl"
        page.goto(page.base + "/search")
        places = [
            page.locator(f".st-who {part}").first.bounding_box()["x"]
            for part in (".who", ".dot", ".cue")
        ]
        assert places == sorted(places), "the speaker, a dot, the cue: as the page is read"
        page.goto(page.base + "/claims")
        assert page.locator(".st-words a").first.evaluate("e => getComputedStyle(e).direction") in (
            "rtl",
            "ltr",
        )


def test_a_hostile_article_runs_nothing(visit, tmp_path):
    from tests.serve.builders import small_project
    from tests.serve.test_hostile import HOSTILE

    path = tmp_path / "hostile.quoth"
    trick = HOSTILE.replace("[", "(").replace("]", ")").replace("{", "(")
    small_project(path, (f"[S {trick}] [C said] [Q {trick}].", {"outlet": trick, "title": trick}))
    add_derived(path, words=HOSTILE, who=HOSTILE)
    with served(path) as address:
        page = visit(address)
        said = []
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        for place in every_page(page):
            page.goto(page.base + place)
        page.goto(page.base + page.locator("nav a", has_text="Articles").get_attribute("href"))
        page.locator(".headline a").first.click()
        page.locator(".text .run").first.hover()
        assert said == []


def test_a_project_under_way_is_seen_growing(visit, own_affair):
    import sqlite3

    from quoth.store import Project

    with Project.open(own_affair, write=True) as project:
        number = project.begin_run(model="m", inputs=["x"])
    with served(own_affair) as address:
        page = visit(address)
        assert "A run is filling this project" in page.locator(".progress").inner_text()
        with sqlite3.connect(own_affair) as connection:
            connection.execute("UPDATE run SET ended = 'now' WHERE number = ?", (number,))
        connection.close()
        page.locator(".progress").wait_for(state="detached")


@pytest.mark.parametrize("view", ["actors", "claims", "concepts"])
@pytest.mark.parametrize("size", [25, 200])
def test_names_in_the_network_do_not_cover_each_other(visit, desk, view, size):
    page = visit(desk, f"/network?view={view}&n={size}&alpha=100")
    texts = page.eval_on_selector_all(
        ".network .node > text",
        "all => all.map(t => { const b = t.getBBox(); return [b.x, b.y, b.width, b.height]; })",
    )
    assert len(texts) > 8
    # Of a line's height what letters take; glyphs with marks above may reach a little further.
    boxes = [(x, y + 0.2 * h, x + w, y + 0.9 * h) for x, y, w, h in texts]
    covering = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert covering == []
    again = visit(desk, f"/network?view={view}&n={size}&alpha=100")
    places = "all => all.map(t => [t.textContent, t.getAttribute('x'), t.getAttribute('y')])"
    assert again.eval_on_selector_all(".network text", places) == page.eval_on_selector_all(
        ".network text", places
    )
