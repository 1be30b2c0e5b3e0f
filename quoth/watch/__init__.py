"""watch: the articles that feeds lead to, fetched politely and run into a project.

`quoth.watch.polling` decides what is new, `quoth.watch.fetch` fetches it (and is the only part
of Quoth that touches a network), `quoth.watch.memory` remembers between runs. Nothing here is
imported before somebody asks to watch.
"""

from __future__ import annotations

from quoth.watch.polling import Poll, Watch, watch

__all__ = ["Poll", "Watch", "watch"]
