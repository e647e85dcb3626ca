var x = /a/gg;
