"""A demo agency of invented people, made through a real agency's services. Only with SOTTO_DEMO=1."""
