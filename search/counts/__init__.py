"""How often: by any cross of theme, time, place, kind, responsible and trend; what was counted is said in words."""
