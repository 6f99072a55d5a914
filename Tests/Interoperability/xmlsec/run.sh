#!/usr/bin/env bash
# Document signatures against xmlsec1 and openssl: what xdsdmp signs xmlsec1 verifies, manifest and all; what xmlsec1
# signs xdsdmp verifies. Usage: run.sh [XDSDMP COMMAND…]. The last line sums up.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [[ $# -gt 0 ]]; then
  xdsdmp=("$@")
else
  xdsdmp=(dotnet run --no-build --project "$here/../../../tools/xdsdmp" --)
fi

readonly ds='http://www.w3.org/2000/09/xmldsig#'
readonly more='http://www.w3.org/2001/04/xmldsig-more#'
readonly pss='http://www.w3.org/2007/05/xmldsig-more#'
passed=0 failed=0 skipped=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for tool in xmlsec1 openssl; do
  if ! command -v "$tool" >/dev/null; then
    echo "no $tool here"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
  fi
done

test_that() {
  local what=$1
  shift
  if "$@" >log 2>&1; then
    passed=$((passed + 1))
    echo "ok      $what"
  else
    failed=$((failed + 1))
    echo "FAILED  $what"
    tail -n 15 log | sed 's/^/        /'
  fi
}

skip() {
  skipped=$((skipped + 1))
  echo "skipped $1"
}

make_signer() {
  local name=$1
  shift
  openssl req -x509 -newkey "$@" -nodes -sha256 -days 30 -subj "/CN=$name" -keyout "$name.key" -out "$name.pem" \
    -addext basicConstraints=critical,CA:FALSE -addext keyUsage=digitalSignature,nonRepudiation 2>/dev/null
  cp "$name.pem" signers/
}

knows() { xmlsec1 --list-transforms | grep -q "\"$1\""; }

readonly maps=(--url-map:urn:oid:1.2.3.1 a.bin --url-map:urn:oid:1.2.3.2 b.xml)
readonly ids=(
  --id-attr:Id "${ds}Manifest" --id-attr:Id "${ds}SignatureProperty"
  --id-attr:Id 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'
  --id-attr:Id 'http://uri.etsi.org/01903/v1.1.1#:SignedProperties'
)

# The set's own reference is a placeholder, which xmlsec1 compares all the same: two of three.
xmlsec_accepts() {
  xmlsec1 --verify --pubkey-cert-pem "$1.pem" "${ids[@]}" "${maps[@]}" --url-map:urn:oid:1.2.3 a.bin "$2" >out 2>&1
  cat out
  grep -q '^OK$' out && grep -qE "^Manifests References \(ok/all\): $3\$" out
}

we_sign() {
  local key=$1 style=$2
  shift 2
  "${xdsdmp[@]}" sign a.bin=1.2.3.1 b.xml=1.2.3.2 --set 1.2.3 --cert "$key.pem" --key "$key.key" --style "$style" \
    --out ours.xml "$@"
}

ours() {
  we_sign "$1" "$2" && xmlsec_accepts "$1" ours.xml 2/3
}

ours_tampered() {
  we_sign "$1" dsg && sed -i 's/urn:oid:1\.2\.3\.2/urn:oid:1.2.3.9/' ours.xml && ! xmlsec_accepts "$1" ours.xml 2/3
}

# $1 key, $2 signature method, $3 digest method, $4 canonical form
theirs() {
  cat >template.xml <<XML
<Signature xmlns="$ds" Id="S"><SignedInfo><CanonicalizationMethod Algorithm="$4"/><SignatureMethod Algorithm="$2"/>
<Reference URI="#M" Type="${ds}Manifest"><Transforms><Transform Algorithm="$4"/></Transforms><DigestMethod
Algorithm="$3"/><DigestValue/></Reference></SignedInfo><SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data>
</KeyInfo><Object><Manifest Id="M"><Reference URI="urn:oid:1.2.3.1"><DigestMethod Algorithm="$3"/><DigestValue/></Reference>
<Reference URI="urn:oid:1.2.3.2"><Transforms><Transform Algorithm="http://www.w3.org/2006/12/xml-c14n11#WithComments"/>
</Transforms><DigestMethod Algorithm="$3"/><DigestValue/></Reference></Manifest></Object></Signature>
XML
  xmlsec1 --sign --privkey-pem "$1.key,$1.pem" "${ids[@]}" "${maps[@]}" --output theirs.xml template.xml
  verified theirs.xml Value Integrity Signer Digest
}

verified() {
  local file=$1
  shift
  "${xdsdmp[@]}" verify "$file" a.bin=1.2.3.1 b.xml=1.2.3.2 --signers signers --json | tee report.json
  for level in "$@"; do
    grep -A1 "\"level\": \"$level\"" report.json | grep -q '"state": "Valid"' || return 1
  done
}

theirs_tampered() {
  printf 'x' >>a.bin
  ! "${xdsdmp[@]}" verify theirs.xml a.bin=1.2.3.1 b.xml=1.2.3.2 --signers signers
}

mkdir signers
make_signer rsa rsa:2048
make_signer p256 ec -pkeyopt ec_paramgen_curve:P-256
make_signer p384 ec -pkeyopt ec_paramgen_curve:P-384
make_signer p521 ec -pkeyopt ec_paramgen_curve:P-521
head -c 200000 /dev/urandom >a.bin
printf '<?xml version="1.0"?>\n<!-- c -->\n<doc  b="1" a="é"><x/></doc>' >b.xml

for key in rsa p256 p384 p521; do
  for style in dsg dmp; do
    test_that "xmlsec1 verifies a signed set of ours ($key, $style)" ours "$key" "$style"
  done
done
test_that "xmlsec1 refuses it when the manifest is changed" ours_tampered rsa

if knows sha256-rsa-MGF1; then
  test_that "xmlsec1 verifies our RSA-PSS" eval 'we_sign rsa dsg --pss && xmlsec_accepts rsa ours.xml 2/3'
  test_that "we verify RSA-PSS of xmlsec1" theirs rsa "${pss}sha256-rsa-MGF1" 'http://www.w3.org/2001/04/xmlenc#sha256' \
    'http://www.w3.org/2006/12/xml-c14n11'
else
  skip "RSA-PSS, which this xmlsec1 does not know (unit tests compare it with openssl)"
fi

test_that "we verify rsa-sha256 of xmlsec1" theirs rsa "${more}rsa-sha256" 'http://www.w3.org/2001/04/xmlenc#sha256' \
  'http://www.w3.org/2006/12/xml-c14n11#WithComments'
test_that "we verify rsa-sha512 of xmlsec1" theirs rsa "${more}rsa-sha512" 'http://www.w3.org/2001/04/xmlenc#sha512' \
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
test_that "we verify ecdsa-sha256 of xmlsec1" theirs p256 "${more}ecdsa-sha256" \
  'http://www.w3.org/2001/04/xmlenc#sha256' 'http://www.w3.org/2001/10/xml-exc-c14n#'
test_that "we verify ecdsa-sha384 of xmlsec1" theirs p384 "${more}ecdsa-sha384" \
  'http://www.w3.org/2001/04/xmldsig-more#sha384' 'http://www.w3.org/2006/12/xml-c14n11'
test_that "we verify ecdsa-sha512 of xmlsec1" theirs p521 "${more}ecdsa-sha512" \
  'http://www.w3.org/2001/04/xmlenc#sha512' 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments'
test_that "we refuse it when a document is changed" theirs_tampered

echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed -eq 0 ]]
