# Run by `unshare -rmn sh`: a machine of its own. The first argument is the script.
# Two name servers: 127.0.0.1 knows the names of others, 127.0.0.2 those of home.test.
set -e
ip link set lo up
printf '127.0.0.1 localhost\n10.9.9.9 fixed.test\n' >"$TMP/hosts"
printf 'nameserver 127.0.0.1\n' >"$TMP/resolv.conf"
mount --bind "$TMP/hosts" /etc/hosts
mount --bind "$TMP/resolv.conf" /etc/resolv.conf
servers=
serve() {
    address=$1
    shift
    dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --no-daemon --bind-interfaces \
        --listen-address="$address" --port=53 "$@" 2>/dev/null >/dev/null &
    servers="$servers $!"
}
serve 127.0.0.1 --host-record=www.google.com,74.125.79.104 --host-record=short.work.test,10.0.0.7 \
    --host-record=fixed.test,10.0.0.99 --local=/home.test/ --local=/test/
serve 127.0.0.2 --host-record=short.home.test,10.0.0.8 --local=/home.test/ --local=/test/
# Both answer before the script begins.
for address in 127.0.0.1 127.0.0.2; do
    until "$NODERU" -e "var d = require('dns'); d.setServers(['$address']); d.resolve('x.home.test', function (e) { process.exit(e.code === 'ENOTFOUND' ? 0 : 1) })"; do :; done
done
status=0
"$NODERU" "$1" || status=$?
kill $servers
exit $status
