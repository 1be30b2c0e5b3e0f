from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.serve.query import LONGEST, MOST_PARAMETERS, BadQuery, Paging, Query, address


def query(path="/search", **parameters) -> Query:
    return Query.of(path, parameters.items())


def test_links_keep_what_they_do_not_change_and_begin_on_the_first_page():
    asked = query(q="levy", mode="direct", page="3")
    assert asked.link(mode=None) == "/search?q=levy"
    assert asked.link(page=4) == "/search?q=levy&mode=direct&page=4"
    assert asked.to("/timeline") == "/timeline?q=levy&mode=direct"


def test_addresses_are_quoted():
    assert address("/outlet", name="A&B <c>", other=None) == "/outlet?name=A%26B+%3Cc%3E"


def test_what_is_typed_is_bounded():
    assert len(query(q="x" * 10_000).text("q")) == LONGEST
    many = Query.of("/", [(f"p{n}", "1") for n in range(500)])
    assert len(many.parameters) == MOST_PARAMETERS
    assert query(q="a\0b").text("q") == "a b"
    assert query(q="   ").text("q") is None


@pytest.mark.parametrize("value", ["0", "-1", "1e9", "٣", "x", "9" * 30])
def test_a_page_is_a_number(value):
    with pytest.raises(BadQuery):
        query(page=value).paging(100)


@pytest.mark.parametrize("value", ["24", "2024-1", "2024-01-01-01", "heute"])
def test_a_date_is_a_date(value):
    with pytest.raises(BadQuery):
        query(since=value).date("since")


@given(st.integers(0, 10_000), st.integers(1, 400), st.integers(1, 200))
def test_pages_hold_every_row_once(total, page, size):
    asked = query(page=str(page), per=str(size))
    paging = asked.paging(total)
    assert 1 <= paging.page <= paging.pages
    rows = [
        row
        for number in range(1, paging.pages + 1)
        for row in range(total)[Paging(page=number, per_page=size, total=total).slice]
    ]
    assert rows == list(range(total))
    assert paging.last - paging.first + 1 == len(range(total)[paging.slice]) or total == 0
    near = [number for number in paging.near if number]
    assert {1, paging.page, paging.pages} <= set(near)
    assert near == sorted(set(near)) and len(near) <= 7
