"""Which rows a transaction has written, for what follows from them: no verb has to say so."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from hub.models import Row


class Changes:
    """The rows with an id of their own that a session has flushed; not what statements change without rows."""

    def __init__(self) -> None:
        self.added: dict[UUID, Row] = {}
        self.deleted: set[UUID] = set()
        self._changed: dict[UUID, tuple[Row, set[str]]] = {}

    def watch(self, session: Session) -> None:
        event.listen(session, "after_flush", self._note)

    def changed(self, model: type[Row], columns: Collection[str]) -> list[Row]:
        """Older rows of that kind of which one of these columns is not as it was."""
        return [row for row, names in self._changed.values() if type(row) is model and names.intersection(columns)]

    def _note(self, session: Session, _: object) -> None:
        self.added.update((row.id, row) for row in session.new if isinstance(row, Row))
        self.deleted.update(row.id for row in session.deleted if isinstance(row, Row))
        for row in session.dirty:
            if isinstance(row, Row) and row.id not in self.added:
                names = {attribute.key for attribute in inspect(row).attrs if attribute.history.has_changes()}
                self._changed.setdefault(row.id, (row, set()))[1].update(names)
