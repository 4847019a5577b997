// Stands for another one.
