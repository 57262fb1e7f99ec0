"""Mails and other messages: templates by language, preferences, delivery."""
