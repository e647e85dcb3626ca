var a = 3in [];
