from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from quoth.cli.watch import Duration
from tests.documents import ROOT
from tests.read.formats.builders import item, page, rss
from tests.watch.server import answer, serving


@pytest.fixture
def site():
    with serving({"/1": page()}) as site:
        feed = rss(item("Ferry", link=site.url("/1"), content=None))
        site.pages["/feed"] = answer(feed, "application/rss+xml")
        yield site


@pytest.fixture
def watch(quoth, tmp_path):
    def watch(*args):
        project = tmp_path / "affair.quoth"
        return quoth("watch", *args, "--project", project, "--workers", 1, "--delay", "0s")

    return watch


@pytest.mark.usefixtures("fake_model")
def test_one_look_is_one_line(watch, site):
    result = watch(site.url("/feed"), "--once")
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads(result.stdout)
    assert (record["feeds"], record["fetched"], record["articles"]) == (1, 1, 1)
    assert record["problems"] == record["skipped"] == record["failed"] == []
    again = watch(site.url("/feed"), "--once", "--table")
    assert again.exit_code == 0
    assert again.stdout.endswith("affair.quoth: 1 feed, 0 pages fetched\n")


@pytest.mark.usefixtures("fake_model")
def test_problems_are_named_and_the_exit_code_says_so(watch, site):
    result = watch(site.url("/feed"), site.url("/gone"), "--once")
    assert result.exit_code == 1
    assert f"skipped {site.url('/gone')}: the server answers with status 404" in result.stderr
    assert "try: check the address" in result.stderr


@pytest.mark.parametrize("feed", ["file:///etc/passwd", "news.example/rss"])
def test_what_is_no_address_is_wrong_usage(watch, feed):
    result = watch(feed, "--once")
    assert result.exit_code == 2
    assert feed in result.stderr and "http://" in result.stderr


def test_a_contact_that_would_break_a_header_is_wrong_usage(watch):
    result = watch("http://127.0.0.1:9/", "--contact", "me\r\nX: y", "--once")
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("word", "seconds"), [("90", 90), ("90s", 90), ("15m", 900), ("2h", 7200), ("1.5 d", 129600)]
)
def test_lengths_of_time(word, seconds):
    assert Duration().convert(word, None, None) == seconds


@pytest.mark.parametrize("word", ["", "soon", "5y", "-1h", "nan", "inf", "400d"])
def test_lengths_of_time_that_cannot_be(watch, word):
    assert watch("http://127.0.0.1:9/", "--every", word).exit_code == 2


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_it_in_good_order(site, tmp_path, number, code):
    project = tmp_path / "affair.quoth"
    command = [sys.executable, "-m", "quoth", "watch", site.url("/feed")]
    options = ["--project", str(project), "--workers", "1", "--delay", "0", "--every", "1h"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        first = process.stdout.readline()
        assert json.loads(first)["articles"] == 1
        time.sleep(0.2)
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
    assert process.returncode == code, said
    assert "is sound" in said
    assert not (tmp_path / "affair.quoth-wal").exists()
