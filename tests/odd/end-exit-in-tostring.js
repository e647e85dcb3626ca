console.log("%s", { toString: function () { process.exit(6); } });
