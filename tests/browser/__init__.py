"""The page in real browsers, used by the cast.

people.py is who sits there and line.py what lies between them and the hub; conftest.py puts both together. Of the
tests, live is what appears by itself, pages what holds on every page, drafts what is written, keyboard all without a
mouse.
"""
