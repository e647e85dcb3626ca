try { JSON.parse(new Array(100001).join('{"a":') + 1 + new Array(100001).join('}')); console.log('ended well'); } catch (e) { console.log('ended with ' + e.name); }
