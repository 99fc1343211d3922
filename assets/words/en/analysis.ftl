# Words of the area: analysis
