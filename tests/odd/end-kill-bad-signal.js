process.kill(process.pid, 'SIGNONE');
