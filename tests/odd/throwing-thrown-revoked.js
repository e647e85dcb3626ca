var p = Proxy.revocable({}, {});
p.revoke();
throw p.proxy;
