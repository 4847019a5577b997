eval = eval;
