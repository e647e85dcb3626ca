var natives = process.binding('natives');
console.log(typeof natives.fs, typeof natives.http, Object.keys(natives).every(function (name) {
  return typeof natives[name] === 'string' && natives[name].length > 0;
}));
console.log('' + (process.binding('natives') === natives), typeof process.binding('evals').Script);
['constants', 'nothing', '', '__proto__', undefined].forEach(function (name) {
  try {
    process.binding(name);
    console.log('found', name);
  } catch (error) {
    console.log(error.message);
  }
});
