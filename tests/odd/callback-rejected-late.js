var p = Promise.reject(new Error('x'));
p.catch(function () { console.log('caught'); });
