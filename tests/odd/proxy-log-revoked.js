var p = Proxy.revocable({}, {}); p.revoke();
try { console.log(p.proxy); } catch (e) {}
try { console.log([p.proxy]); } catch (e) {}
try { String(p.proxy); } catch (e) {}
try { JSON.stringify(p.proxy); } catch (e) {}
console.log('ended');
