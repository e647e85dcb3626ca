try { JSON.parse(new Array(100001).join('[') + new Array(100001).join(']')); console.log('ended well'); } catch (e) { console.log('ended with ' + e.name); }
