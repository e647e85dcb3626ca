var os = require('os'), fs = require('fs'), problems = [];
function check(what, ok) { if (!ok) problems.push(what); }

console.log(os.platform(), os.type(), JSON.stringify(os.EOL), os.devNull, os.arch() === process.arch, os.platform() === process.platform);
check('hostname', os.hostname() === fs.readFileSync('/proc/sys/kernel/hostname', 'utf8').trim());
check('release', os.release() === fs.readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim());
check('endianness', /^[BL]E$/.test(os.endianness()));
check('memory', os.totalmem() > os.freemem() && os.freemem() > 0);
check('totalmem', os.totalmem() === 1024 * Number(/MemTotal:\s*(\d+)/.exec(fs.readFileSync('/proc/meminfo', 'utf8'))[1]));
check('uptime', Math.abs(os.uptime() - parseFloat(fs.readFileSync('/proc/uptime', 'utf8'))) < 60);
check('loadavg', os.loadavg().length === 3 && os.loadavg().every(function (load) { return load >= 0; }));
check('cpus', os.cpus().length >= 1 && os.availableParallelism() === os.cpus().length);
os.cpus().forEach(function (cpu) {
  check('cpu', typeof cpu.model === 'string' && cpu.speed >= 0);
  check('times', Object.keys(cpu.times).join() === 'user,nice,sys,idle,irq' && cpu.times.idle > 0);
});
var interfaces = os.networkInterfaces();
check('old name', Object.keys(os.getNetworkInterfaces()).join() === Object.keys(interfaces).join());
(interfaces.lo || []).forEach(function (address) {
  check('lo', address.internal && (address.address === '127.0.0.1' ? address.netmask === '255.0.0.0' && address.family === 'IPv4' && address.cidr === '127.0.0.1/8' : true));
});
Object.keys(interfaces).forEach(function (name) {
  interfaces[name].forEach(function (address) {
    check('address', require('net').isIP(address.address) === (address.family === 'IPv4' ? 4 : 6) && address.mac.length === 17);
  });
});
check('constants', os.constants.signals.SIGTERM === 15 && os.constants.errno.ENOENT === 2);
check('user', os.userInfo().uid === process.geteuid() && typeof os.userInfo().username === 'string');
console.log(problems.length ? problems : 'all well');
