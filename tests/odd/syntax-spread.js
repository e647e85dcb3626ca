var f = function (...a, b) { };
