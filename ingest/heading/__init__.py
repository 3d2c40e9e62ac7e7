"""What meeting a document is of: kind, municipality, body, date, time, place, who was there."""
