"""What `safeforms codegen` writes of the forms of the tests; `pytest --renew tests/test_codegen.py` writes it anew."""
