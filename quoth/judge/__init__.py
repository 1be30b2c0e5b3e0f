"""judge: what people decide, kept for good and applied to whatever the machine finds.

A judgement is a row that is only ever added (`quoth.model.Judgement`). It is anchored by position
and by quotation (`anchor.py`), grouped with the others on the same statement (`threads.py`) and
laid over the machine's reading (`effect.py`) whenever there is a new one: another model, another
capture of the page, another reader. Where its place cannot be told without doubt it waits for a
person (`queue.py`); it is never applied to something that is merely similar, and never lost.
See docs/judge.md.
"""
