"""How the writer and the reader of PDF forms call what is not an answer.

Which form a PDF is stands twice in it: programs that save a PDF may drop its properties, or fields that nobody sees.
"""

FORM_FIELD, VERSION_FIELD = "@form", "@version"
FORM_PROPERTY, VERSION_PROPERTY, CONTENT_PROPERTY = "SafeformsForm", "SafeformsVersion", "SafeformsContent"
OFF, ON = "Off", "on"
"""The states of a check box; a radio box is on under the id of its option."""
