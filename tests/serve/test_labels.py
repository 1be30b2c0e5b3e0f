"""Names in a drawing: none covers another or a node, and they stand still."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.serve.labels import ABOVE, BELOW, SIZE, Named, breadth, placed, shortened

WIDTH, HEIGHT = 300, 200

nodes = st.lists(
    st.builds(
        Named,
        x=st.floats(0, WIDTH),
        y=st.floats(0, HEIGHT),
        radius=st.floats(1, 12),
        text=st.text("aMi é漢", min_size=1, max_size=12),
    ),
    max_size=25,
)


def box(label):
    length = breadth(label.text)
    left = label.x - {"start": 0, "middle": 0.5, "end": 1}[label.anchor] * length
    return left, label.y - ABOVE * SIZE, left + length, label.y + BELOW * SIZE


def meet(one, other, by=0.1):
    """Whether two boxes overlap, by more than places are rounded."""
    return (
        one[0] + by < other[2]
        and other[0] + by < one[2]
        and one[1] + by < other[3]
        and other[1] + by < one[3]
    )


@given(nodes)
def test_no_name_covers_another_or_a_node_or_leaves_the_drawing(given_nodes):
    found = placed(given_nodes, range(len(given_nodes)), width=WIDTH, height=HEIGHT)
    boxes = {place: box(label) for place, label in found.items()}
    for place, one in boxes.items():
        assert one[0] > -0.1 and one[1] > -0.1
        assert one[2] < WIDTH + 0.1 and one[3] < HEIGHT + 0.1
        assert not any(meet(one, other) for at, other in boxes.items() if at != place)
        for at, node in enumerate(given_nodes):
            disc = (
                node.x - node.radius,
                node.y - node.radius,
                node.x + node.radius,
                node.y + node.radius,
            )
            assert at == place or not meet(one, disc)
    assert found == placed(given_nodes, range(len(given_nodes)), width=WIDTH, height=HEIGHT)


def named(x, y, text="Mira Tolland"):
    return Named(x=x, y=y, radius=5, text=text)


def test_the_first_has_its_name_and_others_go_where_there_is_room():
    close = [named(150, 100), named(153, 100), named(250, 50)]
    found = placed(close, [1, 0, 2], width=WIDTH, height=HEIGHT)
    assert (found[1].anchor, found[0].anchor) == ("start", "end")
    assert found[2].anchor == "end", "there is no room before the edge"
    alone = placed([named(100, 100)], [0], width=WIDTH, height=HEIGHT)
    assert alone[0].anchor == "start" and alone[0].text == "Mira Tolland"


def test_one_without_room_is_left_out():
    heap = [named(100 + n, 100 + n) for n in range(30)]
    found = placed(heap, range(30), width=WIDTH, height=HEIGHT)
    assert 0 < len(found) < 30
    assert placed(heap, [], width=WIDTH, height=HEIGHT) == {}


def test_a_long_name_is_cut_and_says_so():
    assert shortened("Mira  Tolland", 20) == "Mira Tolland"
    assert shortened("a" * 40, 26) == "a" * 25 + "…"
