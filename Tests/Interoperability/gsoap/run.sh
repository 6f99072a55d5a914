#!/bin/sh
# Sends a file by ITI-41, finds it by ITI-18, retrieves it by ITI-43 and compares the bytes:
#   run.sh CLIENT ENDPOINTS-JSON [FILE]
# CLIENT is what build.sh made; ENDPOINTS-JSON is written by `xdsdmp up` in its data folder.
# Exit 0 only when the bytes are equal.
set -eu
client=${1:?usage: run.sh CLIENT ENDPOINTS-JSON [FILE]}
endpoints=${2:?usage: run.sh CLIENT ENDPOINTS-JSON [FILE]}
file=${3:-$0}
value() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$endpoints" "$1"; }

patient="gsoap$$^^^&$(value assigningAuthority)&ISO"
tls="--cert $(value clientCertificate) --key $(value clientKey) --ca $(value ca)"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# Registries know patients from a feed: ADT^A01 over MLLP, without TLS as `up` takes it from this machine.
python3 - "$(value patientIdentityFeedMllp)" "$patient" <<'FEED'
import socket, sys
host, _, port = sys.argv[1].rpartition(':')
message = ['MSH|^~\\&|GSOAP|TEST|REGISTRY|TEST|20260101||ADT^A01|1|P|2.3.1', 'EVN||20260101', 'PID|||%s||TEST' % sys.argv[2]]
with socket.create_connection((host, int(port)), timeout=20) as feed:
    feed.sendall(b'\x0b' + '\r'.join(message).encode() + b'\r\x1c\r')
    answer = feed.recv(4096).decode()
sys.exit(None if 'MSA|AA' in answer else 'the feed refused the patient: ' + answer)
FEED

# shellcheck disable=SC2086
"$client" submit "$(value repository)" "$file" --patient "$patient" $tls >"$work/submit" && accepted=yes || accepted=no
cat "$work/submit"
[ $accepted = yes ]
unique=$(sed -n 's/^uniqueId=//p' "$work/submit")

# shellcheck disable=SC2086
"$client" find "$(value registry)" "$patient" $tls | tee "$work/find"
grep -q "XDSDocumentEntry.uniqueId=$unique" "$work/find" || { echo "not found: $unique"; exit 1; }

# shellcheck disable=SC2086
"$client" retrieve "$(value repository)" "$(value repositoryUniqueId)" "$unique" "$work/document" $tls
cmp "$file" "$work/document"
echo "equal bytes"
