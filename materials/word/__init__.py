"""A Word document as the text of a material: headings, lists, tables, pictures and links become
blocks; what cannot be carried over is reported, and the document itself stays attached.

``importing.import_document`` is the way in. It has the document read in a process with limits,
which runs ``reading`` (by the library mammoth) and ``tree`` (blocks of what mammoth gives).
"""
