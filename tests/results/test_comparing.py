"""Figures, labels, positions, conflicts and concepts are equal on both engines."""

from __future__ import annotations

import random
import re
import tempfile
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.compare.conflicts import ArticleView, search
from quoth.compare.conflicts.compared import Compared
from quoth.compare.figures.stated import figures
from quoth.model import statement_id
from quoth.pipeline import STEPS, Draft
from quoth.results import passages
from quoth.results.loading import _is_compared, load
from quoth.results.running import run
from quoth.store import Project, opposing
from quoth.store.matching import Matching
from tests.compare.test_again import DAYS, OUTLETS, TEXTS
from tests.resolve.marked import marked
from tests.results.test_matching import PASSAGES
from tests.results.test_running import differing, jsonl
from tests.test_running import Regex, dump, run_here, steps

MORE = (
    "[Q1 The barrier took about 90 minutes to close], [S1 the harbour office] [C1 said].",
    "[S1 Joren Pike, the harbour minister,] [C1 denied] [Q1 that the barrier was held for a ship].",
    "[Q1 The barrier was never held for a ship], [S1 Ada Brink] [C1 said]. “The so-called expert "
    "does not know the gate,” Pike added.",
    "[Q1 The herring levy pays for nothing that Calder needs], [S1 Ada Brink] [C1 said]. "
    "The disgraced engineer Ada Brink counted 60 broken pumps in the old harbour.",
    "[Q1 There are 85 broken pumps in the old harbour], [S1 Mira Tolland] [C1 said].",
)
PLAIN = {re.sub(r"\[[SCQ]1 |\]", "", text): text for text in (*TEXTS, *MORE)}


def find_marked(model: Regex, draft: Draft) -> Draft:
    """The statements of the paragraphs above."""
    given = draft.article
    parts = [
        re.sub(r"\[([SCQ])1 ", rf"[\g<1>{number} ", PLAIN.get(part, part))
        for number, part in enumerate(given.text.split("\n\n"))
    ]
    article, found = marked("\n\n".join(parts))
    assert article.text == given.text
    ids = {
        one.id: statement_id(
            given.id,
            one.content.spans,
            one.cue and one.cue.span,
            one.source and one.source.span,
        )
        for one in found
    }
    statements = tuple(
        replace(one, id=ids[one.id], article_id=given.id, nested_in=ids.get(one.nested_in))
        for one in found
    )
    return replace(draft, statements=statements)


def line():
    """The pipeline with the statements above, and speakers as ever."""
    read, extract, _ = steps(find_marked)
    return (read, extract, STEPS[2])


def record(number: int, said: list[str], outlet: str, day: str | None, **fields) -> dict:
    text = "\n\n".join([*said, f"Item {number} of the day."])
    return {"text": text, "outlet": outlet, "published": day, "language": "en", **fields}


def random_corpus(size: int, seed: int) -> list[dict]:
    """Articles that state, support, oppose and deny, some of them copies with something added."""
    draw = random.Random(seed)
    made = []
    for number in range(size):
        said = draw.sample(list(PLAIN), draw.randint(1, 4))
        if draw.random() < 0.3:
            said.append(draw.choice(PASSAGES))
        if made and draw.random() < 0.2:
            said = [*draw.choice(made)["text"].split("\n\n")[:-1], draw.choice(list(PLAIN))]
        made.append(record(number, said, draw.choice(OUTLETS), draw.choice(DAYS)))
    made[0]["language"] = "fr"
    return made


def not_here(*_) -> None:
    raise AssertionError("this was to come from the cluster")


def on_one_machine(project: Path, path: Path) -> dict:
    run_here(project, [path], originals=False, steps=line())
    with Project.open(project, write=True) as opened:
        opened.find_concepts()
    return dump(project)


def on_spark(spark, folder: Path, project: Path, path: Path) -> dict:
    """Every table of a run on Spark, whose project found nothing itself."""
    run(folder, [path], session=spark, piece=50, steps=line(), concepts=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Matching, "run", not_here)
        patch.setattr(opposing.Opposing, "run", not_here)
        patch.setattr("quoth.store.comparing.figures", not_here)
        load(project, folder)
    return dump(project)


def be_few(patch: pytest.MonkeyPatch, articles: int) -> None:
    """So many articles are few, to both engines."""
    patch.setattr(opposing, "FEW", articles)
    patch.setattr(search, "FEW", articles)


def test_what_cannot_both_stand_is_the_same(spark, tmp_path, monkeypatch):
    path = jsonl(tmp_path / "corpus.jsonl", random_corpus(40, 6))
    results = tmp_path / "results"
    be_few(monkeypatch, 20)
    here = on_one_machine(tmp_path / "here.quoth", path)
    there = on_spark(spark, results, tmp_path / "there.quoth", path)
    assert differing(here, there) == {}
    assert all(here[name] for name in ("figure", "label", "position", "copy", "coding"))
    kinds = {value for row in here["conflict"] for value in row}
    assert {"figure", "position", "denial", "attribution"} <= kinds

    again = run(results, [path], session=spark, piece=50, steps=line(), concepts=True)
    assert {"_stages/opposed", "_stages/chosen", "conflict", "coding"} <= set(again.kept)

    # What other rules found is not taken over.
    monkeypatch.setattr("quoth.results.comparing.VERSIONS", ("other", "rules"))
    assert not _is_compared(results)


records = st.builds(
    lambda said, outlet, day: ("\n\n".join(said), outlet, day),
    st.lists(st.sampled_from(sorted(PLAIN)), min_size=1, max_size=4, unique=True),
    st.sampled_from(OUTLETS),
    st.sampled_from(DAYS),
)


@pytest.mark.usefixtures("spark")
@settings(max_examples=1)
@given(
    corpus=st.lists(records, min_size=2, max_size=12, unique=True), few=st.sampled_from([1, 300])
)
def test_random_corpora_are_compared_alike(spark, corpus, few):
    made = [record(n, [said], *rest) for n, (said, *rest) in enumerate(corpus)]
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        be_few(patch, few)
        folder = Path(name)
        path = jsonl(folder / "corpus.jsonl", made)
        here = on_one_machine(folder / "here.quoth", path)
        there = on_spark(spark, folder / "results", folder / "there.quoth", path)
        assert differing(here, there) == {}


# The parts


@given(st.lists(st.sampled_from(sorted(PLAIN)), min_size=1, max_size=4), st.sampled_from(DAYS))
def test_passages_come_back_as_they_were(said, day):
    from quoth.resolve import resolve

    texts = [TEXTS[0], TEXTS[4], *(PLAIN[text] for text in said)]
    parts = [re.sub(r"\[([SCQ])1 ", rf"[\g<1>{n} ", text) for n, text in enumerate(texts)]
    article, statements = marked("\n\n".join(parts), outlet="The Tide", published=day)
    statements = resolve(article, statements)
    view = ArticleView(article=article, statements=statements, figures=figures(article, statements))
    compared = Compared.of(view, known={})
    assert compared.clauses and compared.figures
    for clause in compared.clauses:
        assert passages.clause_of(passages.passage_text(clause)) == clause
    for figure in compared.figures:
        assert passages.figure_of(passages.passage_text(figure)) == figure
    for a, b in combinations(compared.clauses, 2):
        # What SQL leaves out before passages are moved is what could not meet.
        meets = any(search.may_meet(a, b, denied=denied) for denied in (True, False))
        differs = [
            None not in pair and pair[0] != pair[1]
            for pair in zip(search.stand(a), search.stand(b), strict=True)
        ]
        assert any(differs) or not meets
    text = passages.quantities_text(compared.values)
    assert passages.quantities_of(text) == compared.values
