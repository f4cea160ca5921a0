from .asked import AskedQuery
from .entries import ENTRY_SPAN, Cell, Entry, EntryText, FullText, entry_key
from .synonyms import Synonym
from .vocabulary import PublicWord

__all__ = [
    "ENTRY_SPAN",
    "AskedQuery",
    "Cell",
    "Entry",
    "EntryText",
    "FullText",
    "PublicWord",
    "Synonym",
    "entry_key",
]
