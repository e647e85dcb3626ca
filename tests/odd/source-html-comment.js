<!-- hidden
console.log("fine");
--> hidden too
