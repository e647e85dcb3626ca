setTimeout(function () { eval('('); }, 1);
