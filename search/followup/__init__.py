"""Action points over the meetings of a body: promised, spoken of again, done, or never heard of again."""
