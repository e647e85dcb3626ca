try { class A extends new Proxy(Array, {}) {} new A(3).map(String); } catch (e) {}
try { class B extends new Proxy(Buffer, {}) {} new B(3).toString(); } catch (e) {}
console.log('ended');
