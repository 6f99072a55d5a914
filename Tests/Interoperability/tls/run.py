#!/usr/bin/env python3
"""Looks at every TLS port of the running product with programs that nobody here wrote (sslscan, openssl), and shows each
of them certificates that must be turned away, and some that must not (ITI-19, ITI TF-2 section 3.19).

  run.py [--xdsdmp COMMAND]
"""
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))

import harness  # noqa: E402 (one folder up)
import ports  # noqa: E402
from certificates import EXPIRED, Certificates  # noqa: E402

RELOAD_SECONDS = 30
TOOL_SECONDS = 120
VERSIONS = [('TLS 1.2', ssl.TLSVersion.TLSv1_2), ('TLS 1.3', ssl.TLSVersion.TLSv1_3)]

# Authenticated encryption with ephemeral keys; what sslscan may find and nothing else.
GOOD_SUITES = re.compile(r'^(TLS_(AES_128_GCM_SHA256|AES_256_GCM_SHA384|CHACHA20_POLY1305_SHA256)'
                         r'|ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305))$')
OLD = [('SSL 3', '-ssl3'), ('TLS 1.0', '-tls1'), ('TLS 1.1', '-tls1_1')]
WEAK = [('no encryption', 'eNULL'), ('no authentication', 'aNULL'), ('RC4', 'RC4'), ('3DES', '3DES'),
        ('CBC', 'AES128-SHA:AES256-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA'),
        ('RSA key exchange', 'kRSA')]


def s_client(port, *arguments, given=b''):
    """Whether a handshake came about, and what was said. Without a certificate: what is offered shows before."""
    try:
        done = subprocess.run(['openssl', 's_client', '-connect', port.address, *arguments], input=given,
                              capture_output=True, timeout=TOOL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True, 'the connection stays open'
    said = (done.stdout + done.stderr).decode(errors='replace')
    cipher = re.search(r'Cipher is (\S+)', said)
    return bool(cipher and cipher.group(1) != '(NONE)'), said


def scan(port, score):
    done = subprocess.run(['sslscan', '--no-colour', '--xml=-', port.address], capture_output=True,
                          timeout=TOOL_SECONDS, check=False)
    try:
        found = ET.fromstring(done.stdout).find('ssltest')
    except ET.ParseError:
        found = None
    if found is None:
        score.check(False, f'{port.name}: sslscan does not understand the port')
        return
    enabled = sorted(f'{p.get("type")}{p.get("version")}' for p in found.findall('protocol') if p.get('enabled') == '1')
    score.check(enabled == ['tls1.2', 'tls1.3'], f'{port.name}: sslscan finds {", ".join(enabled)} and nothing older')
    suites = sorted({cipher.get('cipher') for cipher in found.findall('cipher')})
    weak = [suite for suite in suites if not GOOD_SUITES.match(suite)]
    score.check(suites and not weak, f'{port.name}: sslscan finds {len(suites)} suites, weak: {", ".join(weak) or "none"}')
    for element, attribute, name in (('compression', 'supported', 'compression'),
                                     ('renegotiation', 'supported', 'renegotiation'),
                                     ('heartbleed', 'vulnerable', 'Heartbleed')):
        answers = [e.get(attribute) for e in found.findall(element)]
        score.check('1' not in answers, f'{port.name}: no {name}')


def offer(port, score, good):
    """What openssl can still offer; sslscan has a hello of its own for what openssl has forgotten."""
    offers = [(name, (flag, '-cipher', 'ALL:@SECLEVEL=0')) for name, flag in OLD]
    offers += [(name, ('-tls1_2', '-cipher', suites + ':@SECLEVEL=0')) for name, suites in WEAK]
    for name, arguments in offers:
        is_open, said = s_client(port, *arguments)
        if not re.search('unknown option|no cipher match|no protocols available', said, re.IGNORECASE):
            score.check(not is_open, f'{port.name}: {name} is refused')
        elif not shutil.which('sslscan'):
            score.skip(f'{port.name}: {name}: this openssl does not know it any more')
    is_open, said = s_client(port, '-tls1_2', '-cert', good[0], '-key', good[1], given=b'R\n')
    score.check('RENEGOTIATING' in said and re.search('error|errno', said.split('RENEGOTIATING')[1]),
                f'{port.name}: a client that renegotiates is refused')


def smuggle(port, score, ca, good):
    head = port.request.split(b'\r\n', 1)
    both = head[0] + b'\r\nTransfer-Encoding: chunked\r\n' + head[1]
    answer = port.say(ca, good, request=both).split(b'\r\n', 1)[0]
    score.check(b' 400' in answer, f'{port.name}: Content-Length and Transfer-Encoding together: {answer.decode()}')


def turned_away(port, score, ca, cases):
    for name, pair, expected in cases:
        for version_name, version in VERSIONS:
            answer = port.say(ca, pair, version)
            if not expected and not port.needs_certificate and pair is None:
                score.check(port.allowed in answer, f'{port.name}: {name}, {version_name}: may come, and log in')
            elif not expected:
                score.check(answer == b'', f'{port.name}: {name}, {version_name}: turned away')
            elif expected == 'allowed':
                score.check(port.allowed in answer, f'{port.name}: {name}, {version_name}: answered')
            else:
                score.check(answer == b'' if port.forbidden == b'' else port.forbidden in answer,
                            f'{port.name}: {name}, {version_name}: trusted, and not allowed the transaction')


def settle(product, made, pinned, expired_pin, revoked):
    """The trust folder and the systems file as an operator changes them, while the product runs."""
    trust = os.path.join(product.data, 'pki', 'trust')
    for source, name in ((pinned[0], 'pinned.pem'), (expired_pin[0], 'expired-pin.pem')):
        shutil.copy(source, os.path.join(trust, name))
    with open(os.path.join(trust, 'ca.crl'), 'wb') as file:
        file.write(made.revoke(revoked[0]))
    path = os.path.join(product.data, 'systems.json')
    with open(path, encoding='utf-8') as file:
        systems = json.loads(re.sub(r'^\s*//.*$', '', file.read(), flags=re.MULTILINE))
    practice = next(system for system in systems['systems'] if system['name'] == 'practice')
    practice['certificates'] += [{'subject': 'CN=good'}, {'fingerprint': made.fingerprint(pinned[0])}]
    with open(path + '.new', 'w', encoding='utf-8') as file:
        json.dump(systems, file, indent=2)
    os.replace(path + '.new', path)


def until_answered(port, ca, pair):
    deadline = time.monotonic() + RELOAD_SECONDS
    while time.monotonic() < deadline:
        if port.allowed in port.say(ca, pair):
            return True
        time.sleep(0.2)
    return False


def recorded(product, score):
    """Each reason for which a peer was turned away stands in the audit records."""
    alerts = [record['outcomeDescription'] for record in product.listed('--event', '110126').values()]
    for words in ('gave no certificate', 'expired at', 'revoked', 'extended key usage', 'handshake failed',
                  'of no system in the systems file', 'UntrustedRoot', 'PartialChain', 'NotSignatureValid'):
        score.check(any(words in text for text in alerts), f'on record: {words}')


def check(product, score, work):
    made = Certificates(os.path.join(product.data, 'pki'), work)
    good, revoked, stranger = (made.issue(name) for name in ('good', 'revoked', 'stranger'))
    pinned, expired_pin = made.self_signed('pinned'), made.self_signed('expired-pin', EXPIRED)
    cases = [
        ('the right certificate', good, 'allowed'),
        ('a self-signed certificate that is pinned', pinned, 'allowed'),
        ('trusted, but of no system', stranger, 'forbidden'),
        ('no certificate', None, None),
        ('an expired certificate', made.issue('expired', dates=EXPIRED), None),
        ('a revoked certificate', revoked, None),
        ('a certificate for servers only', made.issue('server-only', 'server'), None),
        ('a certificate of another authority', made.issue('other', authority=made.other), None),
        ('an authority of the same name and another key', made.issue('forged', authority=made.forger), None),
        ('a self-signed certificate that nobody knows', made.self_signed('unknown'), None),
        ('a pinned certificate after its end', expired_pin, None),
        ('a corrupted certificate', made.corrupted(good, 'corrupted'), None),
        ('the right certificate with the wrong key', made.wrong_key(good, 'wrong'), None),
    ]
    settle(product, made, pinned, expired_pin, revoked)
    ca = product['ca']
    for port in ports.of(product.endpoints):
        if not until_answered(port, ca, pinned):
            score.check(False, f'{port.name}: trust folder and systems file did not take effect')
        if shutil.which('sslscan'):
            scan(port, score)
        else:
            score.skip(f'{port.name}: no sslscan here')
        offer(port, score, good)
        turned_away(port, score, ca, cases)
        if port.is_http and port.request.startswith(b'POST'):
            smuggle(port, score, ca, good)


def main():
    def check_all(product, score, work):
        check(product, score, work)
        recorded(product, score)

    return harness.run(harness.arguments(__doc__).parse_args(), ['openssl'], check_all, '--Atna:TcpPort=0')


if __name__ == '__main__':
    sys.exit(main())
