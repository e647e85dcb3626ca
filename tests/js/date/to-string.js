// The zone's short name, as the system has it.
console.log(String(new Date(1282298400000)));
console.log(new Date(1262304000000).toTimeString());
console.log(Date().length === String(new Date()).length);
