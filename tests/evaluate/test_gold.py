from __future__ import annotations

import json

import pytest

from quoth.errors import InputError
from quoth.evaluate.gold import is_news_gold, read_news_gold


def edit(folder, name="dam", **changes):
    """Change the first statement, or with `record_` in front the record, of a gold file."""
    file = folder / f"{name}.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    for key, value in changes.items():
        if key.startswith("record_"):
            record[key.removeprefix("record_")] = value
        else:
            record["statements"][0][key] = value
    file.write_text(json.dumps(record), encoding="utf-8")


def test_a_folder_in_order_of_name(news):
    dam, ferry = read_news_gold(news)
    assert dam.article.outlet == "The Calder Post"
    assert dam.article.published == "2024-02-15"
    assert dam.article.authors == ("Eli Roo",)
    assert dam.article.text.endswith("🌊\n")
    first, second = dam.statements
    text = dam.article.text
    assert [text[a:b] for a, b in first.content] == ["the dam holds"]
    assert [text[a:b] for a, b in first.source] == ["Mayor Ana Vost"]
    assert text[slice(*first.cue)] == "said"
    assert (first.speaker, first.speaker_kind) == ("Ana Vost", "person")
    assert (first.mode, first.type, first.said_on) == ("indirect", "assertion", "2024-02-14")
    assert second.chain == ("Radio Skerry",)
    assert ferry.article.outlet is None
    assert ferry.statements[0].mode == "direct"


def test_one_file(news):
    (only,) = read_news_gold(news / "ferry.json")
    assert only.article.path.endswith("ferry.txt")
    (dam,) = read_news_gold(news / "dam.json")
    assert dam.article.outlet == "The Calder Post"


def test_a_byte_order_mark_is_no_part_of_the_text(news):
    file = news / "ferry.txt"
    text = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8-sig")
    (ferry,) = read_news_gold(news / "ferry.json")
    assert ferry.article.text == text


def test_line_ends_are_kept(news):
    (news / "ferry.txt").write_bytes(b"a\r\n" * 40)
    (ferry,) = read_news_gold(news / "ferry.json")
    assert len(ferry.article.text) == 120


def test_several_source_pieces_and_links_as_objects(news):
    edit(news, source=[[6, 9], [0, 5]], chain=[{"name": "Calder Post", "kind": "outlet"}])
    first = next(read_news_gold(news)).statements[0]
    assert first.source == ((0, 5), (6, 9))
    assert first.chain == ("Calder Post",)


def test_a_page_is_read_as_quoth_read_prints_it(tmp_path):
    from quoth.read import read

    (tmp_path / "gold").mkdir()
    (tmp_path / "pages").mkdir()
    page = tmp_path / "pages" / "flood.html"
    paragraphs = "".join(
        f"<p>The mayor of Port Calder said on day {n} that the dam would hold all winter.</p>"
        for n in range(6)
    )
    page.write_text(
        "<!doctype html><html lang='en'><head><title>The dam</title></head>"
        f"<body><article><h1>The dam</h1>{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    (article,) = read([page])
    start = article.text.index("the dam would")
    record = {
        "text_sha256": article.text_sha256,
        "statements": [{"content": [[start, start + 7]], "cue": None, "source": None}],
    }
    (tmp_path / "gold" / "flood.json").write_text(json.dumps(record), encoding="utf-8")
    (found,) = read_news_gold(tmp_path / "gold")
    assert found.article == article
    # The same gold for another text is refused.
    record["text_sha256"] = "0" * 64
    (tmp_path / "gold" / "flood.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InputError, match=r"flood\.json: its spans index another text"):
        list(read_news_gold(tmp_path / "gold"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"content": []}, "statement 1: no content"),
        ({"content": None}, "statement 1: no content"),
        ({"content": [[5, 5]]}, r"content: \[\[5, 5\]\] is no span"),
        ({"content": [[0, 100000]]}, "is no span of a text of"),
        ({"content": [[-1, 4]]}, "is no span"),
        ({"content": [["0", "4"]]}, "is no span"),
        ({"content": [[0, 4, 5]]}, "is no span"),
        ({"content": "the dam"}, "is no span"),
        ({"cue": [4, True]}, "cue: .* is no span"),
        ({"source": {"start": 1}}, "source: .* is no span"),
        ({"mode": "loud"}, "mode 'loud' is not one"),
        ({"type": "rumour"}, "type 'rumour' is not one"),
        ({"speaker_kind": "robot"}, "speaker_kind 'robot' is not one"),
        ({"speaker": ["Ana", "Boro"]}, "speaker is neither a string nor null"),
        ({"chain": "Calder Post"}, "chain is no list"),
        ({"record_statements": "none"}, "no list of statements"),
        ({"record_statements": [7]}, "statement 1: not an object"),
    ],
)
def test_a_mistake_is_told_with_file_and_advice(news, change, reason):
    edit(news, **change)
    with pytest.raises(InputError, match=reason) as error:
        list(read_news_gold(news))
    assert "dam.json" in error.value.reason
    assert error.value.advice


def test_a_missing_text_is_told(news):
    (news / "ferry.txt").unlink()
    with pytest.raises(InputError, match=r"ferry\.json: its text is missing") as error:
        list(read_news_gold(news))
    assert "ferry.txt" in error.value.advice


def test_a_text_that_is_no_utf8_is_told(news):
    (news / "ferry.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match=r"ferry\.txt"):
        list(read_news_gold(news))


@pytest.mark.parametrize("name", ["dam.json", "meta.json"])
def test_broken_json_is_told(news, name):
    (news / name).write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=rf"{name}: not JSON"):
        list(read_news_gold(news))


def test_meta_must_be_an_object(news):
    (news / "meta.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match=r"meta\.json: not an object"):
        list(read_news_gold(news))


def test_an_empty_or_missing_folder_is_told(tmp_path):
    with pytest.raises(InputError, match="no gold in it"):
        list(read_news_gold(tmp_path))
    with pytest.raises(InputError, match="no such file"):
        list(read_news_gold(tmp_path / "nowhere"))


def test_other_json_beside_the_gold_is_no_gold(news):
    (news / "settings.json").write_text('{"colour": "blue"}', encoding="utf-8")
    assert len(list(read_news_gold(news))) == 2
    assert not is_news_gold(news / "settings.json")
    assert is_news_gold(news / "dam.json")
    assert not is_news_gold(news / "meta.json")
    assert not is_news_gold(news / "dam.txt")


def test_the_data_for_development_is_read(shared):
    articles = list(read_news_gold(shared / "news-dev"))
    assert len(articles) == 7
    assert sum(len(gold.statements) for gold in articles) == 212
    assert all(gold.article.outlet and gold.article.published for gold in articles)
