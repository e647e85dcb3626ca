for (var x of) { }
