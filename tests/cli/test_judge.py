"""`quoth judge`, `judgements`, `queue` and `agreement`, as a person types them."""

from __future__ import annotations

import json

import pytest

from quoth.store import Project
from tests.judge.builders import article, keep, reading, renew, said

LEVY = "levy.txt#1"


@pytest.fixture
def of():
    return article()


@pytest.fixture
def project(tmp_path, of, monkeypatch):
    monkeypatch.setenv("QUOTH_BY", "Ada Penn")
    path = tmp_path / "affair.quoth"
    with Project.open(path, create=True) as opened:
        keep(opened, of, reading(of))
        opened.join()
    return path


def done(result):
    assert result.exit_code == 0, result.output
    return result


def records(result):
    return [json.loads(line) for line in done(result).stdout.splitlines()]


def statements(project, of):
    with Project.open(project) as opened:
        return opened.article(of.id)[1]


def test_accept_reject_undo(quoth, project, of):
    accepted = done(quoth("judge", project, "accept", LEVY, "--table"))
    assert "Ada Penn accepted" in accepted.stdout
    assert "“The levy will rise in May”" in accepted.stdout
    second = statements(project, of)[1].id
    (record,) = records(quoth("judge", project, "reject", second[:7], "--by", "Ben", "--why", "no"))
    assert (record["action"], record["made_by"], record["why"]) == ("reject", "Ben", "no")
    assert record["was"]["id"] == second and record["anchor"]["statement"] == second
    assert len(statements(project, of)) == 2
    done(quoth("judge", project, "undo", record["id"][:8]))
    assert len(statements(project, of)) == 3


def test_correct_by_quoting(quoth, project, of):
    done(
        quoth(
            *("judge", project, "correct", LEVY, "--content", "rise in\nMay", "--cue", "said"),
            *("--source", "", "--speaker", "Joren Pike", "--speaker", "Ann Lo", "--kind", "person"),
            *("--type", "intention", "--said-on", "2024-05-13", "--medium", "interview"),
            *("--via", "Calder Post=CALDER", "--to", "council"),
        )
    )
    (found,) = [s for s in statements(project, of) if "rise" in s.content.text]
    assert found.content.text == "rise in May"
    assert found.cue.text == "said" and found.source is None
    assert [s.name for s in found.speakers] == ["Joren Pike", "Ann Lo"]
    assert (found.type, found.said_on, found.medium) == ("intention", "2024-05-13", "interview")
    assert [(link.name, of.text[slice(*link.span)]) for link in found.chain] == [
        ("Calder Post", "CALDER")
    ]
    assert of.text[slice(*found.addressee.span)] == "council"
    done(quoth("judge", project, "correct", found.id[:8], "--speaker", "", "--said-on", ""))
    (found,) = [s for s in statements(project, of) if "rise" in s.content.text]
    assert found.speakers == () and found.said_on is None


def test_add_and_complete(quoth, project, of):
    done(quoth("judge", project, "add", "levy.txt", "--content", "a fisherman", "--by", "Ben"))
    done(quoth("judge", project, "accept", "--article", "levy.txt", "--by", "Ben"))
    assert "a fisherman" in [s.content.text for s in statements(project, of)]
    table = done(quoth("judgements", project, "--table", "--by", "Ben", columns=100)).stdout
    assert "in full" in table and "added" in table


def test_actors(quoth, project):
    done(quoth("judge", project, "merge", "Mira Tolland", "Joren Pike", "--name", "Mira Pike"))
    found = [record["name"] for record in records(quoth("actors", project))]
    assert "Mira Pike" in found and "Joren Pike" not in found
    (why,) = records(quoth("actors", project, "--why", "Pike"))
    assert "Ada Penn decided that they are one" in str(why["why"])
    done(quoth("judge", project, "split", "Mira Pike", "--called", "Joren Pike"))
    done(quoth("judge", project, "rename", "Joren Pike", "--name", "J. Pike"))
    assert "J. Pike" in [record["name"] for record in records(quoth("actors", project))]


@pytest.mark.parametrize(
    "line, says",
    [
        (["accept"], "one target"),
        (["accept", LEVY, "--article", "levy.txt"], "one --article"),
        (["accept", LEVY, "--type", "denial"], "takes no --type"),
        (["reject", LEVY, "--article", "levy.txt"], "takes no --article"),
        (["correct", LEVY], "nothing to correct"),
        (["correct", LEVY, "--content", "not there"], "does not have the words"),
        (["correct", LEVY, "--content", "he"], "does not have"),
        (["correct", LEVY, "--type", "lie"], "denial"),
        (["correct", "levy.txt#9", "--type", "denial"], "no number 9"),
        (["correct", "zzzz", "--type", "denial"], "no statement"),
        (["bless", LEVY], "accept"),
        (["undo", "zzzz"], "'quoth judgements' lists them"),
        (["same", LEVY], "two"),
        (["merge", "abcd", "--claims"], "two claims"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_try(quoth, project, line, says):
    result = quoth("judge", project, *line)
    assert says in (
        result.output + str(getattr(result.exception, "advice", "")) + str(result.exception)
    )
    assert result.exit_code != 0
    assert records(quoth("judgements", project)) == []


def test_find_and_show_tell_who_decided(quoth, project, of):
    done(quoth("judge", project, "correct", LEVY, "--type", "denial", "--why", "see"))
    assert (
        "judged by Ada Penn" in done(quoth("find", project, "levy", "--table", columns=120)).stdout
    )
    plain = records(quoth("find", project, "levy"))[0]
    assert "judgements" not in plain and plain["type"] == "denial"
    shown = records(quoth("show", project, "levy.txt", "--why"))[0]["statements"]
    assert [len(s.get("judgements", ())) for s in shown] == [1, 0, 0]
    table = done(quoth("show", project, "levy.txt", "--why", "--table", columns=120)).stdout
    assert "assertion → denial (see)" in table


def test_export_and_import(quoth, project, of, tmp_path):
    done(quoth("judge", project, "reject", LEVY))
    mine = tmp_path / "mine.jsonl"
    assert "1 judgement" in done(quoth("judgements", project, "--export", mine)).stderr
    other = tmp_path / "other.quoth"
    with Project.open(other, create=True) as opened:
        keep(opened, of, reading(of))
    assert "1 new judgement, 0 known" in done(quoth("judgements", other, "--import", mine)).stderr
    assert "0 new judgements, 1 known" in done(quoth("judgements", other, "--import", mine)).stderr
    assert len(statements(other, of)) == 2
    assert records(quoth("judgements", other)) == records(quoth("judgements", project))
    mine.write_text(mine.read_text().replace("Ada Penn", "Eve"))
    forged = quoth("judgements", other, "--import", mine)
    assert forged.exit_code == 1 and "line 1" in forged.stderr


def test_the_history_of_a_statement(quoth, project):
    done(quoth("judge", project, "correct", LEVY, "--content", "rise in May"))
    done(quoth("judge", project, "correct", LEVY, "--type", "denial", "--by", "Ben"))
    found = records(quoth("judgements", project, LEVY))
    assert [record["made_by"] for record in found] == ["Ada Penn", "Ben"]
    assert found[1]["follows"] == found[0]["id"]
    done(quoth("judge", project, "undo", found[1]["id"][:8]))
    table = done(quoth("judgements", project, LEVY, "--table", columns=100)).stdout
    assert "undone" in table and "undid" in table


def test_queue(quoth, project, of):
    done(quoth("judge", project, "reject", "levy.txt#3"))
    with Project.open(project, write=True) as opened:
        other = said(of, "that the harbour is in debt", "denied", "The council")
        renew(opened, of, [*reading(of)[:2], other])
    first, *others = records(quoth("queue", project))
    assert first["kind"] == "look" and len(first["judgements"]) == 1
    assert [item["kind"] for item in others] == ["unsure", "unsure"]
    assert records(quoth("queue", project, "--limit", 0)) == [first]
    assert "please look" in done(quoth("queue", project, "--table", columns=100)).stdout


def test_agreement(quoth, project):
    assert records(quoth("agreement", project)) == []
    done(quoth("judge", project, "accept", "--article", "levy.txt"))
    found = {record["field"]: record for record in records(quoth("agreement", project))}
    assert found["type"]["alpha"] == 1 and found["type"]["between"] == ["Ada Penn", "machine"]
    assert found["statement"]["alpha"] is None and found["statement"]["agree"] == 1
    assert "1.000" in done(quoth("agreement", project, "--table")).stdout


def test_judged_articles_are_gold(quoth, project, tmp_path):
    result = quoth("evaluate", project)
    assert result.exit_code == 2 and "nobody has judged an article in full" in result.stderr
    done(quoth("judge", project, "correct", LEVY, "--type", "denial"))
    done(quoth("judge", project, "accept", "--article", "levy.txt"))
    done(quoth("judgements", project, "--gold", tmp_path / "gold"))
    lines = tmp_path / "found.jsonl"
    lines.write_text(done(quoth("find", project)).stdout)
    for gold in (project, tmp_path / "gold"):
        rows = records(quoth("evaluate", gold, "--predictions", lines))
        figures = {row["metric"]: row["value"] for row in rows}
        assert figures["statements"] == 100 and figures["type"] == 100, figures
    with Project.open(project) as opened:
        machine = opened.as_found("levy.txt")
    assert machine[0].type == "assertion"
