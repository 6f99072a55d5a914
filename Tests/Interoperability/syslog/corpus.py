"""Sample messages: each file by each transport that fits, stored byte for byte, found again by what it says."""
import datetime
import os
import re
import socket
import ssl
import time
import urllib.error
import urllib.request

import expected
import senders

JSON, XML = 'application/fhir+json', 'application/fhir+xml'


def files(folder):
    for path, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if not name.endswith('.md'):
                full = os.path.join(path, name)
                with open(full, 'rb') as file:
                    yield os.path.relpath(full, folder), file.read()


def framed(raw, transport):
    """What has a syslog header keeps it; anything else gets one that tells the transports apart."""
    return raw if re.match(rb'<\d{1,3}>', raw) else senders.frame(raw, f'{transport}.example.org')


def tls(product, message):
    host, port = product.host('syslogTls')
    with socket.create_connection((host, int(port)), timeout=30) as plain:
        with product.context('client').wrap_socket(plain, server_hostname='localhost') as stream:
            stream.sendall(senders.counted([message]))
            try:
                stream.unwrap()
            except (ssl.SSLError, OSError):
                pass  # the repository answers with a count


def tcp(product, octets):
    host, port = product.host('syslogTcp')
    with socket.create_connection((host, int(port)), timeout=30) as stream:
        stream.sendall(octets)


def udp(product, message):
    host, port = product.host('syslogUdp')
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stream:
        stream.sendto(message, (host, int(port)))


def post(product, url, kind, body):
    request = urllib.request.Request(url, data=body, headers={'Content-Type': kind})
    try:
        with urllib.request.urlopen(request, context=product.context('client'), timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as refused:
        raise ValueError(f'{url} answers {refused.code}: {refused.read()[:300]!r}') from refused


def feed(product, raw):
    """By the FHIR feed; gives back what must be stored."""
    kind = JSON if expected.is_json(raw) else XML
    if expected.is_bundle(raw):
        post(product, product['auditFhir'], kind, raw)
        return re.findall(rb'<AuditEvent\b.*?</AuditEvent>', raw, re.S) if kind == XML else expected.entries(raw)
    post(product, product['auditFhir'] + '/AuditEvent', kind, raw)
    return [raw]


def deliver(product, raw):
    """(transport, octets that must be stored), by every way that fits."""
    counted, line = framed(raw, 'counted'), framed(raw, 'line').rstrip(b'\n\0')
    secure, datagram = framed(raw, 'tls'), framed(raw, 'udp')
    tls(product, secure)
    yield 'syslog-tls', secure
    tcp(product, senders.counted([counted]))
    yield 'syslog-tcp', counted
    tcp(product, line + b'\n')
    yield 'syslog-tcp', line
    if len(datagram) <= 65_507:
        udp(product, datagram)
        yield 'syslog-udp', datagram
    post(product, product['auditSoap'], f'application/soap+xml; action="{senders.ACTION}"', senders.envelope([raw]))
    yield 'soap', raw
    if expected.is_fhir(raw):
        yield from (('fhir', stored) for stored in feed(product, raw))


def records_since(product, first, wanted):
    """transport, octets → numbers, of what arrived since: read by ITI-81's own service, once all is there."""
    deadline = time.monotonic() + 30
    while True:
        listed = {n: r for n, r in product.listed().items() if n > first and r['transport'] != 'own'}
        if len(listed) >= wanted or time.monotonic() > deadline:
            break
        time.sleep(0.3)
    stored = {}
    for number, record in listed.items():
        stored.setdefault((record['transport'], product.raw(number)), []).append(number)
    return stored, listed


def searches(event):
    """What a person would look for, as parameters of ITI-81."""
    for kind, name, values in (('patient', 'patient', event.patients), ('user', 'agent', event.users),
                               ('name', 'agent-name', event.names), ('entity', 'entity', event.entities),
                               ('type', 'type', event.types), ('type', 'subtype', event.subtypes)):
        for value in values:
            escaped = re.sub(r'([\\,$|])', r'\\\1', value)
            yield kind, value, {name: escaped}
    if event.time:
        second = datetime.timedelta(seconds=1)
        yield 'time', event.time.isoformat(), {'date': [
            'ge' + (event.time - second).strftime('%Y-%m-%dT%H:%M:%SZ'),
            'le' + (event.time + second).strftime('%Y-%m-%dT%H:%M:%SZ')]}


def look_up(product, event, numbers):
    """kind → [(value, found)], where found means that every one of the records is among the answers."""
    looked = {}
    for kind, value, parameters in searches(event):
        looked.setdefault(kind, []).append((value, set(numbers) <= product.search(**parameters)))
    return looked


def row(name, transports, is_equal, event, looked, findings):
    def cell(kind):
        values = [(value if len(value) < 60 else value[:57] + '…') + ('' if found else ' **NOT FOUND**')
                  for value, found in looked.get(kind, [])]
        return '<br>'.join(values).replace('|', '\\|') or '–'
    users = '<br>'.join(part for part in (cell('user'), cell('name')) if part != '–') or '–'
    return (f'| {name} | {", ".join(transports)} | {"yes" if is_equal else "**NO**"} | {event.dialect} | {cell("type")} | '
            f'{cell("time")} | {users} | {cell("patient")} | {cell("entity")} | {", ".join(findings) or "–"} |')


def check(product, score, folder, table):
    lines = ['| file | transports | stored equal | dialect | event | time | users | patients | entities | findings |',
             '|---|---|---|---|---|---|---|---|---|---|']
    first = max(product.listed(), default=0)
    sent = []
    for name, raw in files(folder):
        try:
            sent.append((name, raw, list(deliver(product, raw))))
        except (ValueError, OSError) as failure:
            score.check(False, f'{name}: {failure}')
    stored, listed = records_since(product, first, sum(len(ways) for _, _, ways in sent))
    for name, raw, ways in sent:
        lost = [transport for transport, octets in ways if (transport, octets) not in stored]
        numbers = sorted({n for way in ways for n in stored.get(way, [])})
        transports = list(dict.fromkeys(transport for transport, _ in ways))
        problems = [f'not stored as sent by {", ".join(lost)}'] if lost else []
        for event, octets in expected.events(raw):
            own = stored.get(('fhir', octets), []) if expected.is_bundle(raw) else numbers
            looked = look_up(product, event, own)
            problems += [f'not found by {kind} {value}' for kind, values in looked.items() for value, ok in values if not ok]
            findings = sorted({f for n in own for f in expected.names_of(listed[n]['findings'])})
            lines.append(row(name, transports, not lost, event, looked, findings))
        score.check(not problems, f'{name}: {len(ways)} ways' + ''.join('; ' + problem for problem in problems))
    if table:
        with open(table, 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')
