var x = /never closed
;
