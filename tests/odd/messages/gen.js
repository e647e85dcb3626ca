var fs=require('fs'); var head=fs.readFileSync('head.js','utf8');
for (var n of ['calls','names','ops','iter','frames','loc']) { if(!fs.existsSync(n+'.txt')) continue;
 var out=head; fs.readFileSync(n+'.txt','utf8').split('\n').filter(Boolean).forEach(l=>{ try{ new Function(l.replace(/\\n(?!['"])/g, m=>/^eval|new RegExp/.test(l)?m:'\n')) }catch(e){ console.log('drop',l,e.message); return } out+='at(function () { '+l.replace(/\\n(?!['"])/g, m=>/^eval|new RegExp/.test(l)?m:'\n')+' });\n'; });
 fs.writeFileSync('messages-'+n+'.js',out); }
