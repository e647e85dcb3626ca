throw { toString: function () { return 'custom text'; } };
