// Groups: who joined hears, who left does not; loopback can be turned off.
var dgram = require('dgram');
var GROUP = '224.0.0.250', FACE = '127.0.0.1';
var member = dgram.createSocket({ type: 'udp4', reuseAddr: true }), sender = dgram.createSocket('udp4'), heard = [];
member.on('message', function (msg) {
  heard.push('' + msg);
  if ('' + msg === 'direct 1') { member.dropMembership(GROUP, FACE); say('third', 'direct 2'); }
  if ('' + msg === 'direct 2') {
    try { member.dropMembership(GROUP, FACE); } catch (e) { heard.push(e.code + ' ' + e.syscall); }
    console.log(heard.join('\n'));
    member.close();
    sender.close();
  }
});
// The datagram to the group comes first, if it comes: both go over the same interface.
function say(toGroup, direct) {
  var port = member.address().port;
  sender.send(toGroup, port, GROUP, function (err) { if (err) heard.push(err.code); });
  sender.send(direct, port, FACE);
}
member.bind(0, function () {
  member.addMembership(GROUP, FACE);
  sender.bind(0, FACE, function () {
    sender.setMulticastTTL(1);
    sender.setMulticastLoopback(true);
    var port = member.address().port;
    sender.send('first', port, GROUP, function (err) { if (err) heard.push(err.code); });
    say('second', 'direct 1');
  });
});
