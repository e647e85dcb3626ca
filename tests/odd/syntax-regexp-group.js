var x = /(/;
