"""The stage as a whole: the folder that nobody wants to be given."""

from __future__ import annotations

import gzip
import os

import pytest

import quoth.read.inputs as inputs
from quoth.errors import MissingExtra
from quoth.model import Article
from quoth.read import RawDocument, parse, read
from tests.read.builders import html, story


def test_a_folder_of_good_and_bad_files(tmp_path, monkeypatch):
    (tmp_path / "binary.txt").write_bytes(os.urandom(4000) + b"\0\1\2")
    (tmp_path / "broken.html").write_bytes(html(story())[:-40].replace(b"</p>", b""))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.html.gz").write_bytes(gzip.compress(html(story())))
    with open(tmp_path / "long.txt", "wb") as writing:
        writing.truncate(50_000_000)
    russian = "Порт закроют\n\nПорт закроют на ремонт, и это надолго, сказала она журналистам.\n"
    (tmp_path / "russian.txt").write_text(russian, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("Some words.")

    def guarded(path, *args, **options):
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied", path)
        return open(path, *args, **options)

    monkeypatch.setattr(inputs, "open", guarded, raising=False)
    found = {os.path.basename(each.path): each for each in read(tmp_path)}
    good = {name for name, each in found.items() if isinstance(each, Article)}
    assert good == {"broken.html", "good.html.gz", "russian.txt"}
    assert found["russian.txt"].text == russian
    assert found["russian.txt"].language == "ru"
    assert "“Nobody rides it in winter,”" in found["broken.html"].text
    assert found["empty.txt"].reason == "empty"
    assert found["binary.txt"].reason.startswith("not text")
    assert found["long.txt"].reason.startswith("too large")
    assert found["secret.txt"].reason == "no permission to read it"
    assert all(found[name].advice for name in set(found) - good)


def test_a_missing_library_is_said_once_and_not_taken_for_a_bad_page(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtra) as raised:
        parse(RawDocument("a.html", "html", html(story())))
    assert "pip install" in raised.value.advice


def test_pages_of_thousands_of_pieces_are_read_in_time():
    many = "".join(
        f"<p>Ferry number {n} was late again, the harbour board said in its report.</p>"
        for n in range(5000)
    )
    article = parse(
        RawDocument("a", "html", html(f"<article><h1>All ferries</h1>{many}</article>"))
    )
    assert "Ferry number 4999 was late again" in article.text
