"""safeforms"""
