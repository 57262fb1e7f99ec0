"""The forum's own spreadsheet: sheets and columns with headings in three languages, read and written."""
