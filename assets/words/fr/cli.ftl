# Words of the area: cli
