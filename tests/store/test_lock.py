"""One job at a time; the second is told who works, a dead one is nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from quoth.errors import ProjectError
from quoth.store import Project, lock
from tests.store.builders import keep, told

HOLDS = """
import sys
from pathlib import Path
from quoth.store import lock
with lock.alone(Path(sys.argv[1]), command="quoth run affair.quoth pages/"):
    print("holding", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    Project.open(tmp_path / "p.quoth", create=True).close()
    return tmp_path / "p.quoth"


@pytest.fixture
def other(path):
    """Another process that holds the project."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "holding\n"
    yield process
    process.kill()
    process.communicate()


def test_the_second_job_is_told_who_works(path, other):
    with (
        Project.open(path, write=True) as project,
        pytest.raises(ProjectError) as caught,
        project.alone(),
    ):
        pass
    assert "'quoth run affair.quoth pages/'" in caught.value.reason
    assert f"process {other.pid}, since 2" in caught.value.reason
    assert "wait" in caught.value.advice
    assert lock.holder(path).process == other.pid


def test_reading_and_short_writes_go_on(path, other):
    with Project.open(path, write=True) as project:
        keep(project, *told("[S Ada] [C said] [Q it holds]."))
        assert len(list(project.find())) == 1


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_dead_holder_is_nobody(path, other, how):
    other.send_signal(how)
    other.wait()
    assert lock.beside(path).exists() and lock.is_left_over(path)
    assert lock.holder(path) is None
    with Project.open(path, write=True) as project, project.alone():
        assert lock.holder(path).process == os.getpid()
    assert os.listdir(path.parent) == ["p.quoth"]


def test_it_is_let_go_at_the_end(path, other):
    other.communicate("")
    assert os.listdir(path.parent) == ["p.quoth"]
    assert not lock.is_left_over(path)


def test_inside_of_itself_it_does_nothing(path):
    with Project.open(path, write=True) as project:
        with project.alone("one"):
            with project.alone("two"):
                assert lock.holder(path).command == "one"
            assert lock.holder(path).command == "one"
        assert lock.holder(path) is None


def test_another_project_object_of_this_process_waits_too(path):
    with (
        Project.open(path, write=True) as one,
        Project.open(path, write=True) as other,
        one.alone("one"),
        pytest.raises(ProjectError, match="'one'"),
        other.alone("two"),
    ):
        pass


def test_it_is_let_go_after_an_error(path):
    with Project.open(path, write=True) as project:
        with pytest.raises(RuntimeError), project.alone():
            raise RuntimeError
        with project.alone():
            pass


def test_many_take_turns(path):
    """Nobody is in while another one is, however the file comes and goes."""
    inside, most, turns = 0, 0, 0

    def work():
        nonlocal inside, most, turns
        for _ in range(200):
            try:
                with lock.alone(path):
                    inside += 1
                    most = max(most, inside)
                    turns += 1
                    inside -= 1
            except ProjectError:
                pass

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1 and turns > 0


def test_the_file_says_nothing_that_can_hurt(path, other):
    for content in (b"", b"{", b"[]", b'{"command": 1}', b"\xff" * 10_000):
        lock.beside(path).write_bytes(content)
        with pytest.raises(ProjectError, match="another quoth"), lock.alone(path):
            pass
