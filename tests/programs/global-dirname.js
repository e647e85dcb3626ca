console.log(__dirname);
// /Users/mjr
