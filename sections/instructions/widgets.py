from django import forms


class SuggestionsInput(forms.TextInput):
    """A text field that suggests what others wrote, and takes anything.

    ``get_suggestions`` is called each time the field is shown.
    """

    template_name = "instructions/widgets/suggestions_input.html"

    def __init__(self, get_suggestions, attrs=None):
        super().__init__(attrs)
        self.get_suggestions = get_suggestions

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}-suggestions"
        context["widget"]["attrs"]["list"] = list_id
        context["widget"]["suggestions_id"] = list_id
        context["widget"]["suggestions"] = self.get_suggestions()
        return context
