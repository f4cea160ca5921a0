"""Lists of people as they come: names typed one under another, spreadsheets, CSV tables."""
