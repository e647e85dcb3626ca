setTimeout({}, 1);
