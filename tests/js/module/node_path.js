// NODE_PATH comes first in require.paths, ~/.node_libraries follows.
console.log(require.paths[0], require.paths[1]);
console.log(require.paths[2] === process.env.HOME + '/.node_libraries');
console.log(require.paths[3] === process.installPrefix + '/lib/node');
