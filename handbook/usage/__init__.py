"""The content as typed, valid or not: where ids are defined and used."""
