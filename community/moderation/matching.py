"""How words of the list are compared with a text: letter by letter, or by their stems."""

from search.analysis import stem, words

from .enums import WordForm

# Latin letters that look like Cyrillic ones: whoever means to deceive the list mixes them.
LOOK_ALIKES = str.maketrans("aceopxyhkmtb", "асеорхункмтв")


def _one_alphabet(word):
    """``word`` in Cyrillic letters, if it has any; a Latin word stays Latin."""
    is_mixed = any("а" <= letter <= "я" for letter in word)
    return word.translate(LOOK_ALIKES) if is_mixed else word


def tokens(text, form):
    """What ``text`` consists of, for words looked for in ``form``."""
    found = [_one_alphabet(word) for word in words(text)]
    return found if form == WordForm.EXACT else [stem(word) for word in found]


def key_of(text, form):
    """What a word (or a few) of the list is compared by."""
    return " ".join(tokens(text, form))[:120]


def sequences(found, lengths):
    """Runs of words in ``found`` of each of ``lengths``, as keys."""
    return {
        " ".join(found[start : start + length])
        for length in lengths
        for start in range(len(found) - length + 1)
    }
