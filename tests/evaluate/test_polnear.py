from __future__ import annotations

import pytest

from quoth.errors import Unreadable
from quoth.evaluate.polnear import read_polnear


def test_each_annotation_file_is_one_reading(polnear):
    dam, one, other = read_polnear(polnear)
    assert dam.annotator is None
    assert (one.annotator, other.annotator) == ("1a2b", "3c4d")
    assert one.article == other.article
    assert dam.article.outlet == "post"


def test_spans_roles_and_pieces(polnear):
    dam, one, _ = read_polnear(polnear)
    text = dam.article.text
    first, second = dam.statements
    assert [text[a:b] for a, b in first.source] == ["Ana Vost"]
    assert text[slice(*first.cue)] == "said"
    assert [text[a:b] for a, b in second.content] == ["It leaks", "a lot"]
    assert one.statements[0].source == ()


def test_stray_and_broken_lines_are_passed_over(polnear):
    file = polnear / "attributions" / "post_2024-02-15_dam.ann"
    with file.open("a", encoding="utf-8") as lines:
        lines.write("T7\tContent 5\tno end\nT8\tContent 60 5000\tbeyond\nE3\tX:T2 Content:T7\n\n")
    assert len(next(read_polnear(polnear)).statements) == 2


def test_a_missing_text_is_told(polnear):
    (polnear / "text" / "post_2024-02-16_ferry.txt").unlink()
    with pytest.raises(Unreadable, match=r"ferry_1a2b\.ann: its text is missing") as error:
        list(read_polnear(polnear))
    assert error.value.advice


def test_a_text_that_is_no_utf8_is_told(polnear):
    (polnear / "text" / "post_2024-02-15_dam.txt").write_bytes(b"\xff\xff")
    with pytest.raises(Unreadable, match=r"dam\.txt"):
        list(read_polnear(polnear))


def test_another_folder_is_told(tmp_path):
    with pytest.raises(Unreadable, match="no PolNeAR compartment"):
        list(read_polnear(tmp_path))
