"""serve: the desk, a project in a browser.

Pages are listed in `pages.py`; each is a function of the project and the URL that gives one
frozen context, which becomes HTML, JSON or CSV (`answer.py`). `security.py` decides who may ask.
`columns.py` holds what every list is filtered and counted by; the texts stay in the project.
"""
