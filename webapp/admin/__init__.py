"""What an officer does: inviting, certifying, the descriptor, the agency's sealed keys."""
