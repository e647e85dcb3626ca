console.log("fine");
return;
console.log("not reached");
