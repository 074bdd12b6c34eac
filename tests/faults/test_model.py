"""Whatever a person, a disk and chance do in whatever order: what rested in the inbox is what is known."""

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from tests.conftest import Desk
from tests.faults.conftest import FULL
from tests.faults.test_disk import with_room
from tests.faults.world import (
    a_pass,
    all_again,
    assert_invariants,
    built_again,
    in_a_process,
    killed_at,
    mended,
    story,
    world,
)
from warehouse.open import locked

PLACES = ("mid_copy", "after_rename", "after_claim", "mid_transaction", "after_commit", "before_unlink", "mid_publish")


class Newsroom(RuleBasedStateMachine):
    """The model is the set of contents that a pass has met at rest; their texts are the articles, each once."""

    names = Bundle("names")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="dateline-model-")
        self.desk: Desk = world(Path(self.folder) / "home")
        self.rested: dict[str, str] = {}  # hash of a content that a pass has met -> its text
        self.begun: dict[str, str] = {}  # of one that a pass has met and not finished: loaded, unless it went before

    def teardown(self) -> None:
        self._pass(self.desk.ingest)
        assert_invariants(self.desk, self.rested)
        texts = {text for (text,) in self.desk.ask("select text from articles")}
        assert set(self.rested.values()) <= texts <= {*self.rested.values(), *self.begun.values()}
        shutil.rmtree(self.folder)

    def _lying(self) -> dict[str, str]:
        inbox = self.desk.home.inbox
        texts = [one.read_text() for one in inbox.rglob("*.txt") if one.is_file() and not one.is_symlink()]
        return {sha256(text.encode()).hexdigest(): text for text in texts}

    def _met(self, lying: dict[str, str]) -> None:
        self.rested |= lying

    def _pass(self, run: object) -> None:
        lying = self._lying()
        assert callable(run)
        run()
        left = set(self._lying())
        self.begun |= lying
        self._met({one: text for one, text in lying.items() if one not in left})

    @rule(target=names, number=st.integers(0, 9), content=st.integers(300, 306))
    def drop(self, number: int, content: int) -> str:
        self.desk.drop(f"{number}.txt", story(content))
        return f"{number}.txt"

    @rule(name=names)
    def append(self, name: str) -> None:
        if (place := self.desk.home.inbox / name).is_file() and not place.is_symlink():
            place.write_text(place.read_text() + "And more was said in Lisbon.\n")

    @rule(name=names)
    def delete(self, name: str) -> None:
        (self.desk.home.inbox / name).unlink(missing_ok=True)

    @rule(name=names, number=st.integers(0, 9))
    def rename(self, name: str, number: int) -> None:
        if (place := self.desk.home.inbox / name).exists():
            place.rename(self.desk.home.inbox / f"{number}.txt")

    @rule(name=names)
    def link(self, name: str) -> None:
        place = self.desk.home.inbox / name
        place.unlink(missing_ok=True)
        place.symlink_to("/etc/hostname")

    @rule()
    def run(self) -> None:
        self._pass(self.desk.ingest)

    @rule(place=st.sampled_from(PLACES), passes=st.integers(1, 3))
    def kill(self, place: str, passes: int) -> None:
        lying = self._lying()
        self.begun |= lying
        killed_at(place, passes, a_pass, self.desk.home.root)
        kept = {path.name.partition(".")[0] for path in self.desk.home.vault.rglob("*") if path.is_file()}
        self._met({one: text for one, text in lying.items() if one in kept and one not in set(self._lying())})

    @rule(room=st.sampled_from([0, 1000, 20_000, 300_000, 900_000]))
    def fill(self, room: int) -> None:
        self._pass(lambda: in_a_process(with_room, a_pass, room, self.desk.home.root))

    @rule()
    def lock(self) -> None:
        self.desk.settings.__dict__["lock_seconds"] = 0.02
        with locked(self.desk.home, 1.0, "somebody else"):
            self._pass(self.desk.ingest)
        self.desk.settings.__dict__["lock_seconds"] = 30.0

    @rule(act=st.sampled_from([all_again, built_again, mended]))
    def again(self, act: object) -> None:
        assert callable(act)
        self._pass(lambda: act(self.desk.home.root))

    @invariant()
    def nothing_that_rested_is_lost(self) -> None:
        if getattr(self, "rested", None):
            kept = {path.name.partition(".")[0] for path in self.desk.home.vault.rglob("*") if path.is_file()}
            assert set(self.rested) <= kept


Newsroom.TestCase.settings = settings(
    max_examples=20 if FULL else 2,
    stateful_step_count=12 if FULL else 8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink a failure takes an hour: its steps are told as they are
    print_blob=True,
)
TestNewsroom = pytest.mark.fault(
    "Anything, in any order", "drop, append, rename, delete, link, kill, fill, lock, repair"
)(Newsroom.TestCase)
