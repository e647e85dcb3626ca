eval('var a = ;');
