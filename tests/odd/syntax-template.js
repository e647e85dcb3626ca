var x = `never closed
;
