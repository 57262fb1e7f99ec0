"""Tables of registration: categories with their forms, and who registered as what."""

from qurultai.editions.models import Edition
from qurultai.people.models import Person
from qurultai.registration.models.categories import Category
from qurultai.registration.models.forms import Field, Form
from qurultai.registration.models.groups import Group
from qurultai.registration.models.identity import IdentityDocument
from qurultai.registration.models.invitations import Invitation
from qurultai.registration.models.registrations import Consent, Registration, SoughtWord, Step, StoredFile
from qurultai.registration.models.twins import Twins

__all__ = [
    "Category",
    "Consent",
    "Edition",
    "Field",
    "Form",
    "Group",
    "IdentityDocument",
    "Invitation",
    "Person",
    "Registration",
    "SoughtWord",
    "Step",
    "StoredFile",
    "Twins",
]
