"""How many questions one record can be asked: a search over the form's conditions, and a record that proves it reached.

`routes` is the door. What is searched are sets of records: each question is given a kind of answer, not an answer.
"""
