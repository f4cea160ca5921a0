"""People in the Wagtail admin: the list, the card of a person, forms and acts."""
