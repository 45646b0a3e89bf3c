"""Files: the old one or the new one, never half of one, and nothing beside it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from annuaire import files
from annuaire.errors import OutputError

OLD = "ancien"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of its own rights, alone in its folder."""
    path = tmp_path / "x.csv"
    path.write_text(OLD)
    path.chmod(0o640)
    return path


def write(path: Path | str, text: str = "nouveau") -> None:
    with files.replacing(str(path)) as draft:
        Path(draft).write_text(text)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_new_file_takes_the_place_of_the_old_one(old: Path) -> None:
    """Its text is new, its rights are those that it had."""
    write(old)

    assert (old.read_text(), rights(old), os.listdir(old.parent)) == ("nouveau", 0o640, [old.name])


def test_a_file_that_may_not_be_written_can_be_replaced(old: Path) -> None:
    """What counts is the folder; the rights stay."""
    old.chmod(0o400)
    write(old)

    assert (old.read_text(), rights(old)) == ("nouveau", 0o400)


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    """Those that the umask leaves."""
    (tmp_path / "any").touch()
    write(tmp_path / "x.csv")

    assert rights(tmp_path / "x.csv") == rights(tmp_path / "any")


@pytest.mark.parametrize("error", [ValueError("oups"), KeyboardInterrupt(), MemoryError()])
def test_whatever_fails_leaves_the_old_file(old: Path, error: BaseException) -> None:
    """The error passes; the draft is gone, and what SQLite wrote beside it."""

    def fail() -> None:
        with files.replacing(str(old)) as draft:
            Path(f"{draft}-journal").write_text("…")
            raise error

    with pytest.raises(type(error)):
        fail()
    assert (old.read_text(), os.listdir(old.parent)) == (OLD, [old.name])


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_system_that_refuses_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """One sentence says what and where."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, refuse)

    with pytest.raises(OutputError, match="No space left on device") as caught:
        write(old)
    assert caught.value.path == str(old)
    assert (old.read_text(), os.listdir(old.parent)) == (OLD, [old.name])


def test_it_is_synced_before_it_is_put_in_place(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a crash could leave an empty file under the good name; then the folder is synced."""
    steps: list[str] = []

    def told(name: str) -> None:
        step = getattr(os, name)

        def call(*args: object) -> None:
            steps.append(name)
            step(*args)

        monkeypatch.setattr(os, name, call)

    told("fsync")
    told("replace")
    write(old)

    assert steps == ["fsync", "replace", "fsync"]


def test_a_folder_that_can_t_be_synced_is_no_failure(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is in its place already."""
    fsync = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    write(old)

    assert old.read_text() == "nouveau"


def test_a_link_is_followed(old: Path) -> None:
    """It goes on pointing there, from another folder too."""
    link = old.parent / "elsewhere" / "link"
    link.parent.mkdir()
    link.symlink_to(old)
    write(link)

    assert link.is_symlink()
    assert (old.read_text(), os.listdir(link.parent)) == ("nouveau", ["link"])


def test_a_device_is_written_as_it_is() -> None:
    """It can't be replaced."""
    with files.replacing(os.devnull) as draft:
        assert draft == os.devnull


@pytest.mark.parametrize("path", ["", ".", "d"])
def test_a_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """An empty path is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d").mkdir()

    with pytest.raises(OutputError, match="this is a folder"):
        write(path)
    assert os.listdir(tmp_path) == ["d"]


def test_several_files_are_put_in_place_together(tmp_path: Path) -> None:
    """Drafts lie beside their places until all are good; else the folders made for them go too."""
    (tmp_path / "kept").mkdir()
    for folder in ("kept", "new/newer"):
        with suppress(ValueError), files.filling(str(tmp_path / folder)) as place:
            Path(place("a")).write_text("a")
            Path(place("b")).write_text("b")
            raise ValueError("oups")

    assert os.listdir(tmp_path) == ["kept"]
    assert os.listdir(tmp_path / "kept") == []
    with files.filling(str(tmp_path / "new/newer")) as place:
        Path(place("a")).write_text("a")
    assert os.listdir(tmp_path / "new/newer") == ["a"]


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_where_a_file_is_wanted_nothing_else_is_replaced(tmp_path: Path, kind: str) -> None:
    """As root, the device itself would go."""
    path = str(tmp_path / "x")
    if kind == "pipe":
        pytest.importorskip("fcntl")
        os.mkfifo(path)
    else:
        os.symlink(os.devnull, path)

    with (
        pytest.raises(OutputError, match="not a file"),
        files.replacing(path, regular=True) as draft,
    ):
        Path(draft).write_text("x")
    assert os.listdir(tmp_path) == ["x"]


def test_the_next_writer_removes_what_a_killed_one_left(old: Path) -> None:
    """And not what another one is writing, nor what only looks like it."""
    pytest.importorskip("fcntl")
    dead, other = (old.parent / f".{name}.0123abcd.tmp" for name in (old.name, "other.csv"))
    for leftover in (dead, Path(f"{dead}-journal"), other):
        leftover.touch()
    with files.replacing(str(old)) as living:
        write(old, "second")

        assert os.path.exists(living)
        Path(living).write_text("premier")

    assert sorted(os.listdir(old.parent)) == [other.name, old.name]
    assert old.read_text() == "premier"


def test_a_draft_can_be_read_by_no_more_than_its_place(old: Path) -> None:
    """A file kept to oneself is not open to all while it is made."""
    old.chmod(0o600)
    with files.replacing(str(old)) as draft:
        assert rights(Path(draft)) == 0o600


def test_two_writers_of_one_place_do_not_meet(old: Path) -> None:
    """Each has a draft of its own; the last one put there stays."""
    with files.replacing(str(old)) as first, files.replacing(str(old)) as second:
        Path(first).write_text("premier")
        Path(second).write_text("second")

    assert (old.read_text(), os.listdir(old.parent)) == ("premier", [old.name])


def test_a_process_that_ends_at_once_can_discard_its_drafts(old: Path) -> None:
    """The files that are not in their place yet, and only those."""
    with suppress(OutputError), files.replacing(str(old)) as draft:
        files.discard_unfinished()

        assert not os.path.exists(draft)
        assert os.listdir(old.parent) == [old.name]


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    """There is no file to replace; the link stays."""
    (tmp_path / "x.csv").symlink_to("x.csv")

    with pytest.raises(OutputError, match="leads to itself"):
        write(tmp_path / "x.csv")

    assert (tmp_path / "x.csv").is_symlink()


def test_what_is_read_is_not_written_over(old: Path) -> None:
    """Under whatever name; what is not there, or another file, may be written."""
    (old.parent / "y.csv").hardlink_to(old)
    (old.parent / "z.csv").symlink_to(old)

    for name in ("x.csv", "y.csv", "z.csv"):
        with pytest.raises(OutputError, match="this is what is read"):
            files.refuse_input(str(old.parent / name), None, str(old))
    files.refuse_input(str(old), str(old.parent / "new.csv"), None)
    files.refuse_input(None, str(old))


# --- whole folders --------------------------------------------------------------------------------


def fill(place: Path, text: str = "nouveau") -> None:
    with files.replacing_folder(str(place), mark=".fait") as draft:
        for name in ("a.html", ".fait"):
            (Path(draft) / name).write_text(text)


def test_a_folder_takes_the_place_of_one_that_was_made_so(tmp_path: Path) -> None:
    fill(tmp_path / "new" / "site")
    fill(tmp_path / "new" / "site", "autre")

    assert (tmp_path / "new" / "site" / "a.html").read_text() == "autre"
    assert os.listdir(tmp_path / "new") == ["site"]


@pytest.mark.parametrize("there", ["other", "file", "nothing"])
def test_a_folder_that_fails_leaves_what_was_there(tmp_path: Path, there: str) -> None:
    place = tmp_path / "site"
    if there == "other":
        place.mkdir()
        (place / "letter.txt").touch()
    if there == "file":
        place.touch()
    before = sorted(tmp_path.rglob("*"))

    with suppress(OutputError, ValueError), files.replacing_folder(str(place), mark="m"):
        raise ValueError

    with (
        suppress(OutputError, ValueError),
        files.replacing_folder(str(place / "x" / "y"), mark="m"),
    ):
        raise ValueError
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("moment", ["filled", "old one taken", "new one put"])
def test_the_next_folder_cleans_up_after_a_killed_one(tmp_path: Path, moment: str) -> None:
    """A process that ends at once at that moment, between whatever two steps."""
    fill(tmp_path / "site", "ancien")
    code = f"""
import os
from annuaire import files
steps = {{"filled": 0, "old one taken": 1, "new one put": 2}}[{moment!r}]
def rename(*places, plain=os.rename):
    global steps
    if not steps:
        os._exit(9)
    steps -= 1
    plain(*places)
os.rename = rename
files._discard = lambda path: os._exit(9)
with files.replacing_folder("site", mark=".fait") as draft:
    open(draft + "/.fait", "w").close()
    open(draft + "/a.html", "w").close()
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 9
    assert len(os.listdir(tmp_path)) == 2

    with suppress(ValueError), files.replacing_folder(str(tmp_path / "site"), mark=".fait"):
        raise ValueError

    assert os.listdir(tmp_path) == ["site"]
    assert (tmp_path / "site" / "a.html").read_text() == ("" if "put" in moment else "ancien")
