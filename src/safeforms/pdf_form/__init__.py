"""A form as a PDF to fill in on a screen or with a pen: its pages as HTML, their typesetting, their fields.

A page here is typeset once and never run: no script, no link, nothing from a file or a network.
"""
