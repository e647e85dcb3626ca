var a = 1__0;
