"""A form as one web page that is filled in without a network and gives the library's verdict.

The rules on the page are made from the same conditions, in JavaScript (`rules`, `form_data`), under a small engine
that mirrors the plain interpreter (`engine/`); what the page does stands in `behaviour/`, how it looks in the markup
modules and `page.css`. The engine knows no page, so that laws can run it in thousands without a browser.
"""
