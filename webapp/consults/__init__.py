"""Consults: what the server acts on (urgency, state, sights). What is asked and answered is sealed in the
vault.
"""
