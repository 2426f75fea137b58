"""Who works for the agency, as its members see it: signed texts that each client verifies for itself."""
