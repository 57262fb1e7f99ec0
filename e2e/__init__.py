"""Browser journeys: a server of their own, a real browser, and no finding by axe."""
