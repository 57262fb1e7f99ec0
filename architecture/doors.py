"""The import contract "doors": a context is entered by `public` and `events` only."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

DOORS = {"public", "events"}


class Doors(Contract):
    """Imports from one context into another go through its door.

    Tables may point at tables below (`models` to `models`), wiring may name receivers, the installation may include
    addresses, APIs and settings, and testing code may use another context's `testing`.
    """

    open = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import between contexts that is not through a door."""
        broken = []
        for importer in sorted(graph.modules):
            if not importer.startswith("qurultai.") or ".tests." in importer:
                continue
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if imported.startswith("qurultai.") and not self._allowed(importer, imported):
                    broken.append((importer, imported))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _allowed(self, importer: str, imported: str) -> bool:
        here, there = importer.split("."), imported.split(".")
        if here[1] == there[1] or there[1] in self.open or len(there) == 2:
            return True
        part, own = there[2], here[2] if len(here) > 2 else ""
        return any(
            (
                part in DOORS,
                part == "models" and own in {"models", "migrations", "testing"},
                part == "testing" and own == "testing",
                here[1] == "wiring" and part == "receivers",
                here[1] == "project" and part in {"urls", "api"},
                here[1] == "demo" and there[1:3] == ["project", "server"],
            )
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which imports climb through a window."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} -> {imported}")
