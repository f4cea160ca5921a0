"""The author's side of the bank: a work is put together in three steps and sent.

``drafting`` keeps what she has typed, ``suggestions`` guesses what the site can know by itself,
``forms`` ask for the rest, ``works`` lists what is hers. What happens to a work afterwards is
``materials.submission``.
"""
