"""What people decided, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.model.words import Action, SearchAction, StandingStatus, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision on a row. It is never changed or deleted: who errs adds an `undo`.

    `anchor`, `was` and `now` are JSON: they must be read in a hundred years and by other
    programs, whatever becomes of the nouns (`quoth/judge/anchor.py` writes and reads them).
    """

    id: str
    """Content-based id over all the other fields: one judgement has it in every project."""
    made_at: str
    """When: ISO date-time in UTC, to the microsecond."""
    made_by: str
    """Who: the name that the person goes by."""
    action: Action
    target: Target
    """What it is about; pair: two statements, as parts of one claim or of two."""
    article: str | None = None
    """Id of the article that it was made on; empty if it is about several."""
    page: str | None = None
    """The page that the article is a capture of: other captures of it are found by this."""
    anchor: str
    """JSON: where in which article, by position and by quoted text with what stands around."""
    was: str | None = None
    """JSON: the row before; empty for a statement that was added."""
    now: str | None = None
    """JSON: the fields that the person set; empty where the action says it all."""
    why: str | None = None
    undoes: str | None = None
    """The judgement that an `undo` takes back."""
    follows: str | None = None
    """The judgement that made the statement what it was when this one was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """What a person did about a search that is kept under a name: rows are added, never changed."""

    id: str
    """Content-based id over all the other fields."""
    made_at: str
    """When: ISO date-time in UTC, to the microsecond."""
    made_by: str
    """Who: the name that the person goes by."""
    action: SearchAction
    search: str | None = None
    """The row that kept the search first; empty in that row."""
    name: str
    """What it is called from then on."""
    page: str
    """The page of the desk that it opens: /search, /timeline, /network."""
    query: str
    """What is asked, as in the page's address: `q=levy&type=denial`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineReading:
    """What the machine found in an article that people have judged: its own last word."""

    article_id: str
    model: str | None = None
    """Version of the model and rules."""
    statements: str
    """JSON: the statements as the machine gave them, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a judgement does in an article."""

    judgement_id: str
    article_id: str
    status: StandingStatus
    """applied: at its own place; re-anchored: the text or the machine's words have changed, and
    its place was found without doubt; queued: a person must look."""
    statement_id: str | None = None
    """The statement that it made, or left as it is; empty if it took it away."""
    machine_id: str | None = None
    """The machine's statement that it is about; empty if the machine has none."""
    reason: str | None = None
    """Why it is queued, or how its place was found."""
