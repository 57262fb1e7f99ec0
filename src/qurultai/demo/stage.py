"""The demonstration's steps: enter, plan, publish, invite. Each uses the same actions as a secretariat."""

from collections.abc import Callable, Iterator

from qurultai.accreditation import public as accreditation
from qurultai.demo import gates
from qurultai.demo.accreditations import clear
from qurultai.demo.content import forum
from qurultai.demo.load import load
from qurultai.editions import public as editions
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal import deliver
from qurultai.kit.text import Text
from qurultai.onsite import public as onsite
from qurultai.people import public as people
from qurultai.programme import public as programme

NOTE = Text(
    kk="Бағдарламаның бірінші нұсқасы.", ru="Первая версия программы.", en="The first version of the programme."
)


PHONE = "Your phone"
WITHIN_PERCENT = 2.0
"""Planning ends when its plan is proven within this share of the best one."""


class NoPlan(Exception):
    """The engine found no plan in the time given."""


def enter() -> object:
    """Everything but times and rooms, in one transaction or not at all."""
    return load().edition


def plan(edition: object, seconds: int, say: Callable[[str], None]) -> None:
    """Let the engine plan in this very run until it is proven near the best, tell its progress, accept the proposal."""

    def progress(spent: float, value: int | None, bound: int) -> None:
        best = "none yet" if value is None else value
        say(f"  best {best}, proven: no plan is below {bound}")

    run = programme.ask_plan(edition, by=SYSTEM, seconds=seconds, within_percent=WITHIN_PERCENT, in_background=False)
    run = programme.run_plan(run.id, progress)
    if run.state != "proposed":
        raise NoPlan(run.state)
    say(f"  conflict-free, value {run.value}, bound {run.bound:.0f}. {programme.nearness(run)}")
    programme.accept_plan(run, by=SYSTEM)


def publish(edition: object) -> None:
    """Version 1, its ready pages, and every delivery that follows from it."""
    deliver.deliver_all()
    clear(edition)
    programme.publish_programme(edition, note=NOTE, by=SYSTEM)
    deliver.deliver_all()


def rehearse(edition: object) -> None:
    """Gates with phones that told of some hundred people, and every delivery that follows from it."""
    gates.rehearse(edition)
    deliver.deliver_all()


def sign_in_links(edition: object) -> Iterator[tuple[str, str, str]]:
    """For one person of each role: what she is, her name, and a path that signs her in once."""
    content = forum()
    names = {person.code: person.name for person in content.people}
    keys = people.keys_by_source([f"demo:{one.person}" for one in content.sign_ins])
    for one in content.sign_ins:
        secret = people.make_sign_in_link(keys[f"demo:{one.person}"], by=SYSTEM)
        yield one.name.en, names[one.person], editions.address("sign_in_link", edition, secret=secret)


def way_to_a_gate(edition: object) -> tuple[str, str]:
    """A path that makes a phone stand at the main entrance, once and within 15 minutes; and a badge's code to scan."""
    made = onsite.add_device(onsite.open_gates(edition)[0], PHONE, by=SYSTEM)
    badge = max(accreditation.gate_badges(edition), key=lambda badge: badge.serial)
    return f"/gate/#pair={made.pairing}", badge.code
