"""Every kind of record the product keeps, declared once: see `kinds`.

This package gathers nothing itself. Threads load modules when they need them, and one that loads a module of a package
while another is within a package that gathers its own modules would wait for each other.
"""
