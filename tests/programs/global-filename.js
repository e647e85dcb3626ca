console.log(__filename);
// /Users/mjr/example.js
