"""What one of the two forums of the access tests holds, by name; `cast` makes it."""

from dataclasses import dataclass, field
from uuid import UUID

from qurultai.accreditation.models import Desk, PrintRun, VisaLetter, VisaRule
from qurultai.calendar.models import FeedAddress
from qurultai.editions.models import Building, Edition, Grant, Room
from qurultai.kit.models import Event, SavedView, Undo
from qurultai.notices.models import Message
from qurultai.onsite.models import Device, Gate, Problem, Quota
from qurultai.people.models import ApiToken, ErasureRequest, Organisation, Person
from qurultai.programme.models import PlanRun, Session, Topic, Version
from qurultai.registration.models import Category, Form, Group, Invitation, Registration


@dataclass
class Forum:
    """One edition with its objects, by name."""

    edition: Edition
    rooms: list[Room] = field(default_factory=list)
    topic: Topic | None = None
    sessions: dict[str, Session] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    organisation: Organisation | None = None
    company_b: Organisation | None = None
    buildings: list[Building] = field(default_factory=list)
    version: Version | None = None
    grant: Grant | None = None
    booking_id: UUID | None = None
    message: Message | None = None
    event: Event | None = None
    feed: FeedAddress | None = None
    token: object = None
    hers: ApiToken | None = None
    plan: PlanRun | None = None
    view: SavedView | None = None
    undo: Undo | None = None
    gate: Gate | None = None
    device: Device | None = None
    problem: Problem | None = None
    quota: Quota | None = None
    category: Category | None = None
    unused: Category | None = None
    form: Form | None = None
    registration: Registration | None = None
    draft: Registration | None = None
    passport: Registration | None = None
    asked_erasure: ErasureRequest | None = None
    invitation: Invitation | None = None
    group: Group | None = None
    member: Registration | None = None
    left: Registration | None = None
    withdrawn: Registration | None = None
    badge_code: str = ""
    guest: Category | None = None
    letter: VisaLetter | None = None
    desk: Desk | None = None
    pile: PrintRun | None = None
    asked: PrintRun | None = None
    rule: VisaRule | None = None
    secrets: dict[str, str] = field(default_factory=dict)
