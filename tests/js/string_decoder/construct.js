var StringDecoder = require('string_decoder').StringDecoder;
function Mine(encoding) { StringDecoder.call(this, encoding); }
Mine.prototype = StringDecoder.prototype;
console.log(new Mine('hex').write(new Buffer('az')), StringDecoder('utf8').write(new Buffer('z')));
class Today extends StringDecoder { constructor() { super('binary'); } }
console.log(escape(new Today().write(new Buffer([0xe9]))), new Today().encoding);
try { new StringDecoder('nope'); } catch (e) { console.log(e.message); }
try { new StringDecoder('utf8').write(7); } catch (e) { console.log(e.message); }
try { StringDecoder.prototype.write.call({}, new Buffer(1)); } catch (e) { console.log(e.name); }
