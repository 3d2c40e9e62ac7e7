"""What is kept from a reader outside the house: identifiers masked, persons by role or number, single cases flagged."""
