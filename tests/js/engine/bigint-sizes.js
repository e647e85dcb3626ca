// BigInts that fit, though the second operand is large; and those that do not.
function tell(f) { try { console.log(String(f())); } catch (error) { console.log(error.name); } }
var large = 2n ** 70n;
tell(() => 0n << large);
tell(() => 0n >> large);
tell(() => 5n >> large);
tell(() => -5n >> large);
tell(() => 5n << -large);
tell(() => 0n ** large);
tell(() => 1n ** large);
tell(() => (-1n) ** large);
tell(() => (-1n) ** (large + 1n));
tell(() => 0n ** 0n);
tell(() => (-1n) ** 0n);
tell(() => BigInt.asUintN(2 ** 32, 5n));
tell(() => BigInt.asUintN(2 ** 53 - 1, 2n ** 64n));
tell(() => BigInt.asIntN(2 ** 40, -5n));
tell(() => BigInt.asIntN(2 ** 53 - 1, 1n << 64n));
for (const bits of [0, 1, 2, 7, 8, 9, 63, 64, 65]) tell(() => [0n, 1n, -1n, 127n, 128n, -128n, -129n, 255n, 256n, 2n ** 63n, -(2n ** 63n), 2n ** 64n].map(x => BigInt.asIntN(bits, x) + '/' + BigInt.asUintN(bits, x)).join(' '));
tell(() => 5n << large);
tell(() => 1n << (2n ** 31n - 1n));
tell(() => 2n ** large);
tell(() => 2n ** -1n);
tell(() => BigInt.asUintN(2 ** 53 - 1, -1n));
tell(() => BigInt.asUintN(2 ** 53, 1n));
tell(() => BigInt.asUintN(-1, 1n));
