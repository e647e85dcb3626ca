var \u0061b = 1, ünï = 2, 变量 = 3;
console.log('fine ' + (ab + ünï + 变量));
