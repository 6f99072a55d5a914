#!/usr/bin/env python3
"""Talks to the running product in messages that xmlsec1 signed, over curl's mutual TLS, and has xmlsec1 verify the
answers: RSA, RSA-PSS and ECDSA; a document inline, in lines, and as an attachment under one and the same signature.

  run.py [--xdsdmp COMMAND]
"""
import base64
import datetime
import os
import re
import subprocess
import sys
import uuid

import submission
import xmlsec
from xmlsec import MORE, WSSE, WSU

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import harness  # noqa: E402 (one folder up)

SOAP = 'http://www.w3.org/2003/05/soap-envelope'
IDS = ['body', 'action', 'message-id', 'to', 'timestamp', 'token']
QUERY = ('<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" '
         'xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><q:ResponseOption returnComposedObjects="true" '
         'returnType="LeafClass"/><r:AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d">'
         '<r:Slot name="$XDSDocumentEntryPatientId"><r:ValueList><r:Value>\'{0}\'</r:Value></r:ValueList></r:Slot>'
         '<r:Slot name="$XDSDocumentEntryStatus"><r:ValueList><r:Value>('
         "'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')</r:Value></r:ValueList></r:Slot>"
         '</r:AdhocQuery></q:AdhocQueryRequest>')


class Keys:
    """A key of each kind under a certificate of the product's development authority."""

    def __init__(self, product, folder):
        self.folder, self.ca = folder, product['ca']
        self.ca_key = os.path.join(os.path.dirname(self.ca), 'ca.key')

    def make(self, name, *options):
        key, request, certificate = (os.path.join(self.folder, name + end) for end in ('.key', '.csr', '.pem'))
        subprocess.run(['openssl', 'genpkey', '-quiet', *options, '-out', key], check=True)
        subprocess.run(['openssl', 'req', '-new', '-key', key, '-subj', f'/CN={name}', '-out', request], check=True)
        subprocess.run(['openssl', 'x509', '-req', '-in', request, '-CA', self.ca, '-CAkey', self.ca_key, '-days', '2',
                        '-set_serial', str(uuid.uuid4().int >> 70), '-out', certificate], check=True,
                       capture_output=True)
        return certificate, key


def token(certificate):
    with open(certificate, encoding='ascii') as file:
        return ''.join(re.search('-----BEGIN CERTIFICATE-----(.*?)-----END', file.read(), re.S)[1].split())


def envelope(action, to, body, certificate, method, created=None):
    created = created or datetime.datetime.now(datetime.timezone.utc)
    expires = created + datetime.timedelta(minutes=5)
    stamp = '%Y-%m-%dT%H:%M:%SZ'
    return (f'<s:Envelope xmlns:s="{SOAP}" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:wsu="{WSU}">'
            f'<s:Header><a:Action wsu:Id="action" s:mustUnderstand="1">{action}</a:Action>'
            f'<a:MessageID wsu:Id="message-id">urn:uuid:{uuid.uuid4()}</a:MessageID><a:To wsu:Id="to">{to}</a:To>'
            f'<wsse:Security xmlns:wsse="{WSSE}" s:mustUnderstand="1"><wsu:Timestamp wsu:Id="timestamp">'
            f'<wsu:Created>{created:{stamp}}</wsu:Created><wsu:Expires>{expires:{stamp}}</wsu:Expires></wsu:Timestamp>'
            f'<wsse:BinarySecurityToken wsu:Id="token" EncodingType="{xmlsec.BASE64}" ValueType="{xmlsec.X509}">'
            f'{token(certificate)}</wsse:BinarySecurityToken>{xmlsec.template(method, IDS)}</wsse:Security></s:Header>'
            f'<s:Body wsu:Id="body">{body}</s:Body></s:Envelope>').encode()


class Caller:
    def __init__(self, product, folder):
        self.product, self.folder = product, folder

    def send(self, key, octets, content_type='application/soap+xml; charset=UTF-8'):
        path = os.path.join(self.folder, 'request')
        with open(path, 'wb') as file:
            file.write(octets)
        done = subprocess.run(
            ['curl', '-sS', '--max-time', '120', '--cacert', self.product['ca'], '--cert',
             self.product['clientCertificate'], '--key', self.product['clientKey'], '-H', f'Content-Type: {content_type}',
             '-H', 'Expect:', '--data-binary', '@' + path, '-w', '\n%{http_code}', self.product[key]],
            capture_output=True, check=False)
        answer, _, status = done.stdout.rpartition(b'\n')
        return int(status or 0), root_part(answer)


def root_part(answer):
    """The envelope of an answer that may be a package."""
    found = re.search(rb'<soap:Envelope.*</soap:Envelope>', answer, re.S)
    return b'<?xml version="1.0"?>' + found[0] if found else answer


def query(product, score, caller, patient, kind, certificate, key, method, is_pss=False):
    body = QUERY.format(patient.replace('&', '&amp;'))
    signed = xmlsec.sign(envelope('urn:ihe:iti:2007:RegistryStoredQuery', product['registry'], body, certificate,
                                  MORE + method), key, is_pss)
    status, answer = caller.send('registry', signed)
    score.check(status == 200 and b'StatusType:Success' in answer, f'{kind}: ITI-18 signed by xmlsec1 is answered')
    score.check(xmlsec.verifies(answer, os.path.join(os.path.dirname(product['ca']), 'node.pem')),
                f'{kind}: xmlsec1 verifies the answer')
    value = re.search(rb'SignatureValue[^>]*>([^<]*)', signed)[1]
    confirmed = re.search(rb'SignatureConfirmation[^>]*Value="([^"]*)', answer)
    score.check(confirmed is not None and base64.b64decode(confirmed[1]) == base64.b64decode(value),
                f'{kind}: the answer confirms the signature of the question')
    status, answer = caller.send('registry', signed)
    score.check(status == 400 and b'InvalidSecurity' in answer, f'{kind}: the same message again is refused')
    for name, damaged in {
        'patient': signed.replace(b'patient-7', b'patient-8'),
        'action': signed.replace(b'RegistryStoredQuery</a:Action>', b'MultiPatientStoredQuery</a:Action>').replace(
            b'urn:ihe:iti:2007:Multi', b'urn:ihe:iti:2009:Multi'),
        'timestamp': re.sub(rb'<wsu:Expires>....', b'<wsu:Expires>2999', signed),
    }.items():
        status, answer = caller.send('registry', re.sub(rb'urn:uuid:........-', b'urn:uuid:00000000-', damaged, count=1))
        score.check(status == 400 and b'FailedCheck' in answer, f'{kind}: another {name} is refused')


def documents(product, score, caller, patient, certificate, key, method):
    """One signature over a document in base64; then the same document as an attachment."""
    for kind, content in {
        'in one line': base64.b64encode(b'a small document').decode(),
        'large, in lines of 76': base64.encodebytes(os.urandom(3_000_000)).decode().strip(),
        'large, in one line': base64.b64encode(os.urandom(2_000_000)).decode(),
    }.items():
        body = submission.body(patient.replace('&', '&amp;'), content)
        signed = xmlsec.sign(envelope('urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b', product['repository'], body,
                                      certificate, MORE + method), key)
        damaged = re.sub(rb'(<xds:Document [^>]*>[^<]{9})(.)',
                         lambda match: match[1] + (b'A' if match[2] != b'A' else b'B'), signed)
        status, answer = caller.send('repository', damaged)
        score.check(status == 400 and b'FailedCheck' in answer, f'a document {kind}, changed, is refused')
        status, answer = caller.send('repository', signed)
        score.check(status == 200 and b'ResponseStatusType:Success' in answer, f'a document {kind} is accepted')

    octets = os.urandom(1_500_000)
    body = submission.body(patient.replace('&', '&amp;'), base64.b64encode(octets).decode())
    signed = xmlsec.sign(envelope('urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b', product['repository'], body,
                                  certificate, MORE + method), key)
    for changed, is_good in ((octets[:-1] + bytes([octets[-1] ^ 1]), False), (octets, True)):
        package, content_type = mtom(signed, changed)
        status, answer = caller.send('repository', package, content_type)
        what = 'is accepted' if is_good else 'is refused when an octet of the attachment changed'
        score.check((status == 200 and b'Success' in answer) if is_good else (status == 400 and b'FailedCheck' in answer),
                    f'the signed message, its document made an attachment, {what}')


def mtom(signed, octets):
    """XOP: the base64 text of the document becomes a reference to a part."""
    include = (b'<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:document@test"/>')
    root = re.sub(rb'(<xds:Document [^>]*>)[^<]*(</xds:Document>)', lambda m: m[1] + include + m[2], signed)
    boundary = 'boundary-' + uuid.uuid4().hex
    package = (f'--{boundary}\r\nContent-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"\r\n'
               'Content-Transfer-Encoding: binary\r\nContent-ID: <root@test>\r\n\r\n').encode() + root + (
        f'\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n'
        'Content-ID: <document@test>\r\n\r\n').encode() + octets + f'\r\n--{boundary}--\r\n'.encode()
    return package, (f'multipart/related; type="application/xop+xml"; start="<root@test>"; '
                     f'start-info="application/soap+xml"; boundary="{boundary}"')


def refusals(product, score, caller, patient, certificate, key):
    body = QUERY.format(patient.replace('&', '&amp;'))
    action, to = 'urn:ihe:iti:2007:RegistryStoredQuery', product['registry']
    unsigned = re.sub(rb'<wsse:Security.*</wsse:Security>', b'',
                      envelope(action, to, body, certificate, MORE + 'ecdsa-sha256'))
    now = datetime.datetime.now(datetime.timezone.utc)
    cases = {
        'a message without signature': (unsigned, 'InvalidSecurity'),
        'a message of an hour ago': (xmlsec.sign(envelope(
            action, to, body, certificate, MORE + 'ecdsa-sha256', now - datetime.timedelta(hours=1)), key),
            'MessageExpired'),
        'a message of tomorrow': (xmlsec.sign(envelope(
            action, to, body, certificate, MORE + 'ecdsa-sha256', now + datetime.timedelta(days=1)), key),
            'MessageExpired'),
        'SHA-1': (xmlsec.sign(envelope(action, to, body, certificate, MORE + 'ecdsa-sha1'), key),
                  'UnsupportedAlgorithm'),
    }
    for name, (octets, fault) in cases.items():
        status, answer = caller.send('registry', octets)
        score.check(status == 400 and f':{fault}<'.encode() in answer, f'{name}: {fault}')


def check(product, score, work):
    patient = f"patient-7^^^&{product['assigningAuthority']}&ISO"
    keys, caller = Keys(product, work), Caller(product, work)
    curve = keys.make('curve', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256')
    strong = keys.make('strong', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384')
    rsa = keys.make('rsa', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072')
    query(product, score, caller, patient, 'ECDSA P-256', *curve, 'ecdsa-sha256')
    query(product, score, caller, patient, 'ECDSA P-384', *strong, 'ecdsa-sha384')
    query(product, score, caller, patient, 'RSA', *rsa, 'rsa-sha256')
    query(product, score, caller, patient, 'RSA-PSS', *rsa, 'rsa-sha256', True)
    documents(product, score, caller, patient, *curve, 'ecdsa-sha256')
    refusals(product, score, caller, patient, *curve)


def main():
    return harness.run(
        harness.arguments(__doc__).parse_args(), ['xmlsec1', 'xmllint', 'openssl', 'curl'], check,
        '--Security:MessageSignature=Required', '--Registry:UnknownPatients=Accept')


if __name__ == '__main__':
    sys.exit(main())
