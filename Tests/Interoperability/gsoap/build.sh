#!/bin/sh
# Builds the gSOAP client from our WSDL: build.sh OUTPUT-DIRECTORY → OUTPUT-DIRECTORY/client.
# Needs Debian's gsoap, libgsoap-dev, libssl-dev, g++ and pkg-config. Nothing is written outside the output directory.
# WSDL_DIRECTORY may name another place for the two files, WSDL_URLS the two addresses of a running server.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: build.sh OUTPUT-DIRECTORY}
gsoap=${GSOAP_DIRECTORY:-/usr/share/gsoap}
mkdir -p "$out"
out=$(cd "$out" && pwd)

# Relative imports are resolved by wsdl2h against the working directory.
cd "${WSDL_DIRECTORY:-$here/../../../Schemas/Wsdl}"
# -x: no members for xs:any; -y: plain typedefs beside structs.
# shellcheck disable=SC2086
wsdl2h -x -y -t "$here/typemap.dat" -o "$out/xds.h" ${WSDL_URLS:-DocumentRegistry.wsdl DocumentRepository.wsdl} \
    >"$out/wsdl2h.log" 2>&1 || { cat "$out/wsdl2h.log"; exit 1; }

cd "$out"
# SOAP 1.2 follows from the WSDL. -C: client only; -L: no library source; -x: no sample messages; -w: no WSDL.
soapcpp2 -C -L -x -w -I"$gsoap/import" xds.h >soapcpp2.log 2>&1 || { cat soapcpp2.log; exit 1; }

flags="-std=c++17 -O1 -I. -I$here -I$gsoap -I$gsoap/plugin $(pkg-config --cflags gsoapssl++)"
for source in soapC.cpp soapClient.cpp "$gsoap/plugin/wsaapi.c" "$here/metadata.cpp" "$here/client.cpp"; do
    # shellcheck disable=SC2086
    g++ -x c++ $flags -c "$source" -o "$(basename "$source").o"
done
# shellcheck disable=SC2046
g++ ./*.o $(pkg-config --libs gsoapssl++) -lssl -lcrypto -lz -o client
echo "$out/client"
