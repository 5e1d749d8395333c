"""The agenda and the organization of work of a session, and the record of its sittings: pure."""
