require('.././');
