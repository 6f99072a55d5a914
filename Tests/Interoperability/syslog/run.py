#!/usr/bin/env python3
"""Delivers audit messages to the running product with programs that nobody here wrote, counts what arrived and
verifies the chain; then, with a folder of sample messages, sends each file by each transport that fits and reads it back.

  run.py [--xdsdmp COMMAND] [--corpus FOLDER] [--table FILE.md]
"""
import os
import sys
import time

import corpus
import senders

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import harness  # noqa: E402 (one folder up)

COUNT = 50
ARRIVAL_SECONDS = 60


def message(user):
    """An audit message of DICOM PS3.15 A.5, in one line."""
    return ('<AuditMessage><EventIdentification EventActionCode="R" EventDateTime="2026-03-01T10:00:00Z" '
            'EventOutcomeIndicator="0"><EventID csd-code="110110" codeSystemName="DCM" originalText="Patient Record"/>'
            f'</EventIdentification><ActiveParticipant UserID="{user}" UserName="H\u00e9l\u00e8ne" '
            'UserIsRequestor="true"/><AuditSourceIdentification AuditSourceID="practice"/>'
            '<ParticipantObjectIdentification ParticipantObjectID="7^^^&amp;1.2.3&amp;ISO" ParticipantObjectTypeCode="1" '
            'ParticipantObjectTypeCodeRole="1"><ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881" '
            'originalText="Patient Number"/></ParticipantObjectIdentification></AuditMessage>').encode()


def json_event(user):
    return ('{"resourceType":"AuditEvent","type":{"system":"http://dicom.nema.org/resources/ontology/DCM",'
            '"code":"110110"},"recorded":"2026-03-01T10:00:00Z","agent":[{"who":{"identifier":{"value":"%s"}},'
            '"requestor":true}],"source":{"observer":{"display":"practice"}},"entity":[{"what":{"identifier":'
            '{"system":"urn:oid:1.2.3","value":"7"}},"role":{"code":"1"}}]}' % user).encode()


def xml_event(user):
    return ('<AuditEvent xmlns="http://hl7.org/fhir"><type><system value="http://dicom.nema.org/resources/ontology/DCM"/>'
            '<code value="110110"/></type><recorded value="2026-03-01T10:00:00Z"/><agent><who><identifier>'
            f'<value value="{user}"/></identifier></who><requestor value="true"/></agent><source><observer>'
            '<display value="practice"/></observer></source><entity><what><identifier><system value="urn:oid:1.2.3"/>'
            '<value value="7"/></identifier></what><role><code value="1"/></role></entity></AuditEvent>').encode()


JSON, XML = 'application/fhir+json', 'application/fhir+xml'
DELIVERIES = [
    ('logger, UDP', 'syslog-udp', message, lambda: senders.logger('syslogUdp', '--udp')),
    ('logger, TCP, octet counting', 'syslog-tcp', message, lambda: senders.logger('syslogTcp', '--tcp', '--octet-count')),
    ('logger, TCP, line feeds', 'syslog-tcp', message, lambda: senders.logger('syslogTcp', '--tcp')),
    ('rsyslog, from a file, TLS', 'syslog-tls', message, lambda: senders.rsyslog('imfile')),
    ('rsyslog, relayed from UDP, TLS', 'syslog-tls', message, lambda: senders.rsyslog('imudp')),
    ('openssl s_client, TLS', 'syslog-tls', message, senders.s_client),
    ('curl, FHIR feed, JSON', 'fhir', json_event, lambda: senders.curl_fhir(JSON)),
    ('curl, FHIR feed, XML', 'fhir', xml_event, lambda: senders.curl_fhir(XML)),
    ('curl, FHIR feed, Bundle', 'fhir', json_event, lambda: senders.curl_fhir(JSON, is_bundle=True)),
    ('curl, SOAP', 'soap', message, senders.curl_soap),
]


def arrived(product, user):
    """Numbers of the records that have this user, once they are all there or do not get more."""
    deadline = time.monotonic() + ARRIVAL_SECONDS
    while True:
        found = product.search(agent=user)
        if len(found) >= COUNT or time.monotonic() > deadline:
            return found
        time.sleep(0.2)


def deliver(product, score, number, delivery, work):
    name, transport, build, sender = delivery
    try:
        send = sender()
    except senders.Missing as reason:
        score.skip(f'{name}: no {reason} here')
        return
    user = f'tool-{number}'
    helper = None
    try:
        helper = send(product, [build(user) for _ in range(COUNT)], work)
        found = arrived(product, user)
        listed = product.listed('--user', user)
        transports = sorted({record['transport'] for record in listed.values()})
        is_good = len(found) == COUNT and set(listed) == found and transports == [transport]
        score.check(is_good, f'{name}: {COUNT} sent, ITI-81 finds {len(found)}, all by {transports}')
    except (ValueError, OSError, senders.subprocess.TimeoutExpired) as failure:
        score.check(False, f'{name}: {failure}')
    finally:
        if hasattr(helper, 'terminate'):
            helper.terminate()
            helper.wait(10)


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument('--corpus', help='folder of sample messages')
    parser.add_argument('--table', help='writes a table of the samples, in Markdown')
    given = parser.parse_args()

    def check(product, score, work):
        for number, delivery in enumerate(DELIVERIES):
            deliver(product, score, number, delivery, work)
        if given.corpus and os.path.isdir(given.corpus):
            corpus.check(product, score, given.corpus, given.table)
        else:
            score.skip('no folder of sample messages')
        code, said = product.cli('audit', 'verify')
        score.check(code == 0, 'the chain verifies: ' + ' '.join(said.split())[:200])

    return harness.run(given, [], check, '--Atna:TcpPort=0')


if __name__ == '__main__':
    sys.exit(main())
