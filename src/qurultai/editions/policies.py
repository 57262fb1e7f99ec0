"""Named permissions of editions."""

from qurultai.kit.access import Noun

FORUM_SETTINGS = Noun("editions.forum_settings", edition=lambda part: getattr(part, "edition_id", part.id))
"""The edition itself, or a part of it such as a room."""
READ_FORUM_SETTINGS = FORUM_SETTINGS.verb("read")
UPDATE_FORUM_SETTINGS = FORUM_SETTINGS.verb("update")

ROLE_GRANT = Noun("editions.role_grant")
LIST_ROLE_GRANTS = ROLE_GRANT.verb("list")
CREATE_ROLE_GRANT = ROLE_GRANT.verb("create")
DELETE_ROLE_GRANT = ROLE_GRANT.verb("delete")
