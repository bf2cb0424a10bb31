"""The typed classes of the bundled forms, a module each: `from safeforms.models.miu import MiuAssessment`.

They are written by `safeforms codegen`, and a test holds them current.
"""
