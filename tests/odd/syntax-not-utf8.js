var a = "ÿþ€";
console.log(a.length);
