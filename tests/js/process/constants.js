console.log(process.ENOENT, process.EAGAIN === process.EWOULDBLOCK, process.ECONNREFUSED, process.EEXIST);
console.log(process.O_RDONLY, process.O_WRONLY, process.O_RDWR, process.O_CREAT > 0, process.O_APPEND > 0, process.O_TRUNC > 0);
console.log(process.S_IFMT, process.S_IFDIR, process.S_IFREG, process.S_IFLNK);
console.log(process.SIGINT, process.SIGTERM, process.SIGKILL, process.SIGHUP, process.SIGCHLD);
for (var key in process) if (key !== "ENV" && key !== "EventEmitter" && /^(E[A-Z]|O_|S_I|SIG)/.test(key)) console.log('enumerable', key);
