"""The programme: topics, sessions, people's roles in them, published versions, sign-up and stars."""
