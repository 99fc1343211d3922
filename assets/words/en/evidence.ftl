# Words of the area: evidence
