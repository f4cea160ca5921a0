from django import forms
from django.utils.html import format_html, format_html_join


class SuggestionsInput(forms.TextInput):
    """A text field that suggests what others wrote, and takes anything.

    ``get_suggestions`` is called each time the field is shown.
    """

    def __init__(self, get_suggestions, attrs=None):
        super().__init__(attrs)
        self.get_suggestions = get_suggestions

    def render(self, name, value, attrs=None, renderer=None):
        list_id = f"{name}-suggestions"
        text_input = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((text,) for text in self.get_suggestions())
        )
        return format_html('{}<datalist id="{}">{}</datalist>', text_input, list_id, options)
