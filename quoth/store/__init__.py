"""store: a project is one SQLite file, the record of what was read and found.

`Project` opens and searches it; `quoth.running.run` fills it. The tables are those that
`quoth/schema/` derives from the nouns, plus two search indexes and two views
(`sql/`). Other programs may read the file while we write: see docs/project.md.
"""

from __future__ import annotations

from quoth.store.info import ProjectInfo
from quoth.store.project import Project
from quoth.store.record import Outcome

__all__ = ["Outcome", "Project", "ProjectInfo"]
