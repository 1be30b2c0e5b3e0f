"""A pool of worker processes that survives the death of any of them.

`concurrent.futures` gives up the whole pool when one process dies, and every start method of
`multiprocessing` runs the caller's main script again in the worker, which surprises people
who call us from a script or a notebook. So a worker here is a plain Python process
(`quoth/engine/worker.py`) that speaks pickles through its standard input and output with the
one thread of ours that owns it. The pickles come from our own child through a private pipe,
never from a file.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from quoth.engine import Failure
from quoth.errors import QuothError

LENGTH = struct.Struct("<Q")

AHEAD = 3
"""Batches in flight for each worker: one at work, the others done but waiting for their turn."""


def write_message(stream: io.BufferedIOBase, message: Any) -> None:
    """Send one object: its length, then its pickle."""
    payload = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def read_message(stream: io.BufferedIOBase) -> Any:
    """Receive one object; EOFError when the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    payload = stream.read(length)
    if len(payload) < length:
        raise EOFError
    return pickle.loads(payload)


class Pool:
    """Workers for one function, started one by one as batches come."""

    def __init__(
        self,
        workers: int,
        function: Callable,
        prepare: Callable[[], Any],
        seconds: Callable[[Any], float] | None = None,
    ):
        self.workers = workers
        self.seconds = seconds
        self.overdue: set[int] = set()
        self.setup = (function, prepare)
        self.tasks: queue.SimpleQueue = queue.SimpleQueue()
        self.answers: queue.SimpleQueue = queue.SimpleQueue()
        self.threads: list[threading.Thread] = []
        self.processes: set[subprocess.Popen] = set()
        self.lock = threading.Lock()
        self.closed = False

    def map(self, batches: Iterable[Sequence]) -> Iterator[list]:
        """Results in the order of the batches; see `Engine.map`."""
        waiting: dict[int, list] = {}
        sent = received = 0
        coming = iter(batches)
        more = True
        while True:
            while more and sent - received < AHEAD * self.workers:
                # One in hand for each worker comes first, then what is ahead.
                batch = next(coming, None)
                if batch is None:
                    more = False
                    break
                self._send(sent, batch)
                sent += 1
            if received == sent:
                return
            while received not in waiting:
                number, results = self.answers.get()
                if isinstance(results, BaseException):
                    raise results
                waiting[number] = results
            yield waiting.pop(received)
            received += 1

    def _send(self, number: int, batch: Sequence) -> None:
        self.tasks.put((number, batch))
        if len(self.threads) < min(self.workers, number + 1):
            thread = threading.Thread(target=self._serve, name="quoth-worker", daemon=True)
            self.threads.append(thread)
            thread.start()

    def close(self) -> None:
        """Kill the workers; what they were doing is lost."""
        with self.lock:
            self.closed = True
            processes = list(self.processes)
        for process in processes:
            process.kill()
        for _ in self.threads:
            self.tasks.put(None)
        for thread in self.threads:
            thread.join()
        self.threads.clear()

    def _serve(self) -> None:
        """One thread: owns one process at a time and hands it batches."""
        worker: subprocess.Popen | None = None
        try:
            while not self.closed and (task := self.tasks.get()) is not None:
                number, batch = task
                try:
                    worker, results = self._do(worker, batch)
                except BaseException as error:
                    self.answers.put((number, error))
                    return
                self.answers.put((number, results))
        finally:
            if worker is not None:
                self._end(worker)

    def _do(
        self, worker: subprocess.Popen | None, batch: Sequence
    ) -> tuple[subprocess.Popen | None, list]:
        """The results of a batch; if its process dies, of its items one by one."""
        worker = worker or self._start()
        limit = sum(map(self.seconds, batch)) if self.seconds else None
        try:
            with self._no_longer_than(limit, worker):
                write_message(worker.stdin, batch)
                return worker, read_message(worker.stdout)
        except (EOFError, OSError):
            reason = self._death(worker)
        if self.closed:
            raise _closed()
        if len(batch) == 1:
            advice = "give it more memory or fewer workers, or leave this input out"
            if worker.pid in self.overdue:
                reason = f"not done after {limit:,.0f} s: its process was ended"
                advice = "leave this input out, and report it as a bug"
            return None, [Failure(reason=reason, advice=advice)]
        worker, results = None, []
        for item in batch:
            worker, result = self._do(worker, [item])
            results += result
        return worker, results

    @contextlib.contextmanager
    def _no_longer_than(self, limit: float | None, worker: subprocess.Popen) -> Iterator[None]:
        """Kill a worker that has not answered in time: a call into C ends in no other way."""
        if limit is None:
            yield
            return

        def end() -> None:
            self.overdue.add(worker.pid)
            worker.kill()

        timer = threading.Timer(limit, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _start(self) -> subprocess.Popen:
        """A process that has prepared its tools."""
        # Its own group, so that Ctrl-C in the terminal reaches us alone.
        apart: dict[str, Any] = (
            {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
            if sys.platform == "win32"
            else {"process_group": 0}
        )
        path = [os.path.abspath(entry) for entry in sys.path]
        code = f"import sys; sys.path[:] = {path!r}; from quoth.engine.worker import main; main()"
        with self.lock:
            if self.closed:
                raise _closed()
            worker = subprocess.Popen(
                [sys.executable, "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                **apart,
            )
            self.processes.add(worker)
        try:
            write_message(worker.stdin, self.setup)
            error = read_message(worker.stdout)
        except (EOFError, OSError):
            how = self._death(worker)
            advice = "try --workers 1 to see what happens"
            error = QuothError(f"while it was starting, {how}", advice=advice)
            if self.closed:  # it was we who killed it
                error = _closed()
        if error is not None:
            self._end(worker)
            raise error
        return worker

    def _death(self, worker: subprocess.Popen) -> str:
        """How a worker ended, in words."""
        code = self._end(worker)
        if code == -9:
            return "the worker process was killed, most likely because memory ran out"
        if code < 0:
            return f"the worker process was ended by signal {-code}"
        return f"the worker process ended with code {code}"

    def _end(self, worker: subprocess.Popen) -> int:
        for stream in (worker.stdin, worker.stdout):
            with contextlib.suppress(OSError):  # what was still to be sent has nobody to go to
                stream.close()
        try:
            # With its input closed an idle worker ends by itself.
            code = worker.wait(timeout=5)
        except subprocess.TimeoutExpired:
            worker.kill()
            code = worker.wait()
        with self.lock:
            self.processes.discard(worker)
        return code


def _closed() -> QuothError:
    return QuothError("the engine was closed while it was at work")
