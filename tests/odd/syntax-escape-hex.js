var a = '\xg0';
