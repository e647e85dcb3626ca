var t = setTimeout(function () {}, 1);
clearTimeout(t); clearTimeout(t); clearTimeout(null); clearTimeout({}); clearTimeout('x'); clearInterval(t);
console.log('ended');
