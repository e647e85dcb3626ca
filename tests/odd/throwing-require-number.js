require(42);
