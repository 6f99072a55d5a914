"""What is said on each port of the product, and how the answer of one that listens is told from that of one that does not."""
import socket
import ssl
import urllib.parse

PATIENCE_SECONDS = 10
QUERY = '''<query:AdhocQueryRequest xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"
 xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><query:ResponseOption returnComposedObjects="true"
 returnType="ObjectRef"/><rim:AdhocQuery id="urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4">
 <rim:Slot name="$XDSDocumentEntryUniqueId"><rim:ValueList><rim:Value>('1.2.3')</rim:Value></rim:ValueList></rim:Slot>
 </rim:AdhocQuery></query:AdhocQueryRequest>'''
RETRIEVE = '''<xds:RetrieveDocumentSetRequest xmlns:xds="urn:ihe:iti:xds-b:2007"><xds:DocumentRequest>
 <xds:RepositoryUniqueId>1.2.3</xds:RepositoryUniqueId><xds:DocumentUniqueId>1.2.3</xds:DocumentUniqueId>
 </xds:DocumentRequest></xds:RetrieveDocumentSetRequest>'''
EVENT = ('{"resourceType":"AuditEvent","type":{"system":"http://dicom.nema.org/resources/ontology/DCM","code":"110110"},'
         '"recorded":"2026-03-01T10:00:00Z","agent":[{"requestor":true}],"source":{"observer":{"display":"tls"}}}')
SYSLOG = b'<13>1 2026-03-01T10:00:00Z host tls-test - - - hello'
ADT = ('MSH|^~\\&|HIS|HOSPITAL|REG|DOMAIN|20260301120000||ADT^A08|TLS1|P|2.3.1\rEVN|A08|20260301\r'
       'PID|||TLS-1^^^&{authority}&ISO||DUPONT\rPV1||I\r')


def post(url, media_type, body):
    return (f'POST {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: {media_type}\r\n'
            f'Content-Length: {len(body.encode())}\r\nConnection: close\r\n\r\n{body}').encode()


def soap(url, action, body):
    return post(url, 'application/soap+xml; charset=UTF-8', (
        '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing">'
        f'<s:Header><wsa:Action s:mustUnderstand="1">{action}</wsa:Action><wsa:MessageID>urn:uuid:tls</wsa:MessageID>'
        f'</s:Header><s:Body>{body}</s:Body></s:Envelope>'))


class Port:
    """Name, address, what to say, what a system that may gets, and what one that may not."""

    def __init__(self, name, address, request, allowed, forbidden, needs_certificate=True, is_http=True):
        self.name, self.request, self.allowed, self.forbidden = name, request, allowed, forbidden
        self.needs_certificate, self.is_http = needs_certificate, is_http
        host, _, port = address.rpartition(':')
        self.host, self.port = host or 'localhost', int(port)

    @property
    def address(self):
        return f'{self.host}:{self.port}'

    def say(self, ca, pair=None, version=None, request=None):
        """All that comes back; empty when the peer was turned away."""
        context = ssl.create_default_context(cafile=ca)
        if version:
            context.minimum_version = context.maximum_version = version
        if pair:
            context.load_cert_chain(*pair)
        try:
            with socket.create_connection((self.host, self.port), PATIENCE_SECONDS) as plain:
                connection = Connection(plain, context, self.host)
                connection.send(self.request if request is None else request, is_last=self.name.startswith('syslog'))
                return connection.receive(b'\x1c\r' if self.name == 'patient feed' else None)
        except OSError:
            return b''


class Connection:
    """TLS that can say its end and listen on, as syslog senders do who want to know what was kept."""

    def __init__(self, plain, context, host):
        self._plain = plain
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._in, self._out, server_hostname=host)
        self._do(self._tls.do_handshake)

    def send(self, data, is_last):
        self._do(lambda: self._tls.write(data))
        if is_last:
            try:
                self._tls.unwrap()
            except ssl.SSLWantReadError:
                pass
        self._flush()

    def receive(self, end):
        answer = b''
        try:
            while chunk := self._do(lambda: self._tls.read(65536)):
                answer += chunk
                if end and answer.endswith(end):
                    break
        except OSError:
            pass
        return answer

    def _do(self, work):
        while True:
            try:
                done = work()
                self._flush()
                return done
            except ssl.SSLWantReadError:
                self._flush()
                received = self._plain.recv(65536)
                if not received:
                    self._in.write_eof()
                else:
                    self._in.write(received)
            except ssl.SSLError:
                self._flush()
                raise

    def _flush(self):
        if waiting := self._out.read():
            self._plain.sendall(waiting)


def of(endpoints):
    def url(key):
        return urllib.parse.urlsplit(endpoints[key])

    fhir = url('auditFhir')
    event = fhir._replace(path=fhir.path + '/AuditEvent')
    frame = str(len(SYSLOG)).encode() + b' ' + SYSLOG
    adt = b'\x0b' + ADT.format(authority=endpoints['assigningAuthority']).encode() + b'\x1c\r'
    web = url('auditWeb')
    return [
        Port('registry', url('registry').netloc, soap(url('registry'), 'urn:ihe:iti:2007:RegistryStoredQuery', QUERY),
             b'ResponseStatusType:Success', b'FailedAuthentication'),
        Port('repository', url('repository').netloc,
             soap(url('repository'), 'urn:ihe:iti:2007:RetrieveDocumentSet', RETRIEVE),
             b'XDSUnknownRepositoryId', b'FailedAuthentication'),
        Port('audit over FHIR', fhir.netloc, post(event, 'application/fhir+json', EVENT), b' 201 ', b' 403 '),
        Port('auditors\' pages', web.netloc, f'GET /login HTTP/1.1\r\nHost: {web.netloc}\r\nConnection: close\r\n\r\n'
             .encode(), b' 200 ', b' 200 ', needs_certificate=False),
        Port('patient feed', endpoints['patientIdentityFeedMllp'], adt, b'MSA|AA', b'MSA|AR', is_http=False),
        Port('syslog over TLS', endpoints['syslogTls'], frame, b'1\n', b'', is_http=False),
        Port('syslog over TCP', endpoints['syslogTcp'], frame, b'1\n', b'', is_http=False),
    ]
