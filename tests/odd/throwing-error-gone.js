Error = undefined;
null.x;
