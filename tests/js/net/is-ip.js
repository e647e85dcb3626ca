var net = require('net');
['127.0.0.1', '0.0.0.0', '255.255.255.255', '256.0.0.1', '127.1', '01.2.3.4', '1.2.3', '1.2.3.4.5', '', '::1', '::', '2001:4860:a005::68',
  '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8:9', ':::1', 'fe80::1%lo', 'localhost', 'x', undefined, null, 0, {}]
  .forEach(function (input) { console.log(String(input), net.isIP(input), net.isIPv4(input), net.isIPv6(input)); });
console.log(net.isIP());
