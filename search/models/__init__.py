from .asked import AskedQuery
from .entries import ENTRY_SPAN, Entry, EntryText, FullText, entry_key
from .synonyms import Synonym
from .vocabulary import PublicWord

__all__ = [
    "ENTRY_SPAN",
    "AskedQuery",
    "Entry",
    "EntryText",
    "FullText",
    "PublicWord",
    "Synonym",
    "entry_key",
]
