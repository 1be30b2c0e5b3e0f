"""A meta.json beside text files: who published them, and when."""

from __future__ import annotations

import json

from quoth.read import parse
from tests.read.builders import found_in, rows

TEXT = "Ferry to stop in June\n\nThe ferry will stop, the harbour board said on Monday.\n"


def written(folder, meta: object, *, name: str = "ferry.txt"):
    (folder / name).write_text(TEXT)
    (folder / "meta.json").write_text(meta if isinstance(meta, str) else json.dumps(meta))
    return folder / name


def test_it_says_what_the_text_does_not(tmp_path):
    about = {
        "outlet": "Island Post",
        "url": "https://island.example/ferry",
        "published": "2024-02-17 13:55:27+01:00",
        "authors": ["Tilda Okonjo"],
    }
    path = written(tmp_path, {"ferry": about, "other": {"outlet": "X"}})
    (raw,) = found_in(path)
    article = parse(raw)
    assert article.text == TEXT
    assert (article.outlet, article.url) == ("Island Post", "https://island.example/ferry")
    assert article.published == "2024-02-17T13:55:27+01:00"
    assert article.authors == ("Tilda Okonjo",)
    assert (article.title, article.language) == ("Ferry to stop in June", "en")


def test_a_whole_name_goes_before_one_without_its_ending(tmp_path):
    path = written(tmp_path, {"ferry": {"outlet": "A"}, "ferry.txt": {"outlet": "B", "title": "T"}})
    (raw,) = found_in(path)
    assert (parse(raw).outlet, parse(raw).title) == ("B", "T")


def test_another_meta_is_another_article(tmp_path):
    (before,) = found_in(written(tmp_path, {"ferry": {"outlet": "A"}}))
    (after,) = found_in(written(tmp_path, {"ferry": {"outlet": "Another"}}))
    assert before.fields != after.fields and parse(before).id != parse(after).id


def test_what_is_no_description_changes_nothing(tmp_path):
    for meta in ("[1, 2", "[1]", '{"ferry": 3}', '{"ferry": {}}', '{"text": "x"}', "[" * 100_000):
        (raw,) = found_in(written(tmp_path, meta))
        assert raw.fields == {} and parse(raw).outlet is None


def test_in_a_directory_it_is_no_article(tmp_path):
    written(tmp_path, {"ferry": {"outlet": "A"}})
    (raw,) = found_in(tmp_path)
    assert raw.fields["meta"] == {"outlet": "A"}
    (tmp_path / "meta.json").write_text(json.dumps({"text": TEXT, "title": "T"}))
    assert rows(found_in(tmp_path)) == []
