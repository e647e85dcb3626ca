var x = 'never closed
;
