"""What a reader may have meant who typed in the wrong keyboard layout, made a mistake, or left a
space out: pure functions over a vocabulary."""

from .layouts import other_layouts
from .speller import Speller

__all__ = ["Speller", "other_layouts"]
