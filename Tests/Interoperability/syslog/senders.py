"""Audit messages delivered by programs that nobody here wrote. Each sender delivers all messages, or raises."""
import base64
import glob
import os
import shutil
import socket
import subprocess
import time

SECONDS = 60
MESSAGE_ID = 'DICOM+RFC3881'
ACTION = 'urn:xdsdmp:atna:RecordAuditMessage'


class Missing(Exception):
    """A program that is not on this machine: no reason to fail."""


def need(program):
    return shutil.which(program) or next(
        (path for path in (f'/usr/sbin/{program}', f'/sbin/{program}') if os.path.exists(path)), None) or missing(program)


def missing(what):
    raise Missing(what)


def run(*command, **options):
    done = subprocess.run(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, timeout=SECONDS, check=False, **options)
    if done.returncode:
        raise ValueError(f'{command[0]} ended with {done.returncode}: {done.stderr.decode()[:300]}')
    return done.stdout


def frame(message, host='sender.example.org'):
    """A syslog message of RFC 5424."""
    return f'<85>1 2026-03-01T10:00:00Z {host} practice 4711 {MESSAGE_ID} - '.encode() + message


def counted(frames):
    return b''.join(b'%d %s' % (len(one), one) for one in frames)


# logger of util-linux

def logger(endpoint, *options):
    program = need('logger')
    if '--rfc5424' not in run(program, '--help').decode():
        missing('logger of util-linux')

    def send(product, messages, _):
        host, port = product.host(endpoint)
        for message in messages:
            run(program, '--server', host, '--port', port, '--rfc5424', '--msgid', MESSAGE_ID, '--tag', 'practice',
                '--priority', 'authpriv.notice', '--id=4711', '--size', '64KiB', *options, '--', message.decode())
    return send


# rsyslog, with a configuration and a process of its own

def driver():
    for name, library in (('ossl', 'lmnsd_ossl.so'), ('gtls', 'lmnsd_gtls.so')):
        if any(glob.glob(f'{folder}/rsyslog/{library}') for folder in ('/usr/lib', '/usr/lib64', '/usr/lib/*')):
            return name
    return missing('rsyslog-openssl or rsyslog-gnutls')


def rsyslog(source):
    program, tls = need('rsyslogd'), driver()

    def send(product, messages, work):
        folder = os.path.join(work, 'rsyslog-' + source)
        os.makedirs(folder)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(('127.0.0.1', 0))
            port = probe.getsockname()[1]
        spool = os.path.join(folder, 'messages')
        with open(spool, 'wb') as file:
            file.writelines(message + b'\n' for message in messages)
        inputs = {
            'imfile': f'module(load="imfile") input(type="imfile" File="{spool}" Tag="practice" Facility="authpriv" '
                      'Severity="notice")',
            'imudp': f'module(load="imudp") input(type="imudp" Address="127.0.0.1" Port="{port}")',
        }
        host, tls_port = product.host('syslogTls')
        with open(os.path.join(folder, 'rsyslog.conf'), 'w', encoding='utf-8') as file:
            file.write(f'''global(workDirectory="{folder}" maxMessageSize="64k"
  defaultNetstreamDriverCAFile="{product['ca']}"
  defaultNetstreamDriverCertFile="{product['clientCertificate']}"
  defaultNetstreamDriverKeyFile="{product['clientKey']}")
{inputs[source]}
action(type="omfwd" target="{host}" port="{tls_port}" protocol="tcp" TCP_Framing="octet-counted"
  template="RSYSLOG_SyslogProtocol23Format" action.resumeRetryCount="-1"
  StreamDriver="{tls}" StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="localhost")
''')
        daemon = subprocess.Popen(
            [program, '-n', '-f', os.path.join(folder, 'rsyslog.conf'), '-i', os.path.join(folder, 'pid')],
            stdin=subprocess.DEVNULL, stdout=open(os.path.join(folder, 'log'), 'wb'), stderr=subprocess.STDOUT)
        if source == 'imudp':
            time.sleep(2)
            logger_to(port, messages)
        return daemon
    return send


def logger_to(port, messages):
    for message in messages:
        run(need('logger'), '--server', '127.0.0.1', '--port', str(port), '--udp', '--rfc5424', '--msgid', MESSAGE_ID,
            '--tag', 'practice', '--priority', 'authpriv.notice', '--size', '64KiB', '--', message.decode())


# openssl s_client: mutual TLS, frames from a pipe

def s_client():
    program = need('openssl')

    def send(product, messages, work):
        host, port = product.host('syslogTls')
        client = subprocess.Popen(
            [program, 's_client', '-quiet', '-connect', f'{host}:{port}', '-CAfile', product['ca'],
             '-cert', product['clientCertificate'], '-key', product['clientKey'],
             '-verify_return_error', '-verify_hostname', 'localhost'],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=open(os.path.join(work, 's_client.log'), 'wb'))

        # Cut where no frame ends, so that frames come in pieces and several at once.
        stream = counted(map(frame, messages))
        for start in range(0, len(stream), 1000):
            client.stdin.write(stream[start:start + 1000])
            client.stdin.flush()
        return client
    return send


# curl: the FHIR feed and the SOAP operation

def curl(product, url, kind, body):
    answer = run(need('curl'), '--silent', '--show-error', '--fail-with-body', '--cacert', product['ca'],
                 '--cert', product['clientCertificate'], '--key', product['clientKey'],
                 '--header', f'Content-Type: {kind}', '--data-binary', '@-', url, input=body)
    return answer


def curl_fhir(kind, is_bundle=False):
    need('curl')

    def send(product, events, _):
        base = product['auditFhir']
        if is_bundle:
            entries = b','.join(b'{"request":{"method":"POST","url":"AuditEvent"},"resource":%s}' % e for e in events)
            curl(product, base, kind, b'{"resourceType":"Bundle","type":"batch","entry":[%s]}' % entries)
            return
        for event in events:
            curl(product, base + '/AuditEvent', kind, event)
    return send


def envelope(messages):
    parts = b''.join(b'<Message>%s</Message>' % base64.b64encode(message) for message in messages)
    return (f'<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
            f'xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header><a:Action s:mustUnderstand="1">{ACTION}</a:Action>'
            f'<a:MessageID>urn:uuid:{base64.b16encode(os.urandom(16)).decode()}</a:MessageID></s:Header><s:Body>'
            '<RecordAuditMessageRequest xmlns="urn:xdsdmp:atna">').encode() + parts + (
            b'</RecordAuditMessageRequest></s:Body></s:Envelope>')


def curl_soap():
    need('curl')
    kind = f'application/soap+xml; charset=utf-8; action="{ACTION}"'
    return lambda product, messages, _: curl(product, product['auditSoap'], kind, envelope(messages))
