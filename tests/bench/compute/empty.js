// Nothing: what starting costs.
console.log([''].join(' '));
