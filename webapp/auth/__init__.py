"""Sign-in, sessions, devices, invitations, enrolment and set-up."""
