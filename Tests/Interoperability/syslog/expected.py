"""What a person reads in a sample: who, whom, what, when. Written without a look at how the product reads."""
import datetime
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field


BLANK = b'\xef\xbb\xbf \t\r\n'


@dataclass
class Event:
    dialect: str
    types: list = field(default_factory=list)
    subtypes: list = field(default_factory=list)
    time: datetime.datetime | None = None
    users: list = field(default_factory=list)
    names: list = field(default_factory=list)
    patients: list = field(default_factory=list)
    entities: list = field(default_factory=list)


def is_json(raw):
    return raw.lstrip(BLANK)[:1] == b'{'


def is_fhir(raw):
    text = raw.lstrip(BLANK)
    return text[:1] == b'{' or (b'http://hl7.org/fhir' in text[:1000] and b'AuditMessage' not in text[:1000])


def is_bundle(raw):
    return is_fhir(raw) and bool(re.match(rb'\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<Bundle|\s*\{[^{]*"resourceType"\s*:\s*"Bundle"',
                                          raw, re.S))


def entries(raw):
    """The resources of a JSON Bundle, each as the octets that stand there."""
    text, decoder, found = raw.decode('utf-8-sig'), json.JSONDecoder(), []
    for start in (match.end() for match in re.finditer(r'"resource"\s*:\s*', text)):
        _, end = decoder.raw_decode(text, start)
        found.append(text[start:end].encode())
    return found


def names_of(findings):
    return [finding if isinstance(finding, str) else finding.get('code', str(finding)) for finding in findings]


def events(raw):
    """(event, its octets) for each audit event in a file."""
    if not is_fhir(raw):
        yield message(raw), raw
    elif is_bundle(raw):
        parts = entries(raw) if is_json(raw) else re.findall(rb'<AuditEvent\b.*?</AuditEvent>', raw, re.S)
        for part in parts:
            yield resource(part if part[:1] == b'{' else part.replace(b'<AuditEvent', b'<AuditEvent xmlns="http://hl7.org/fhir"', 1)
                           if b'xmlns' not in part[:60] else part), part
    else:
        yield resource(raw), raw


def moment(text):
    if not text:
        return None
    text = re.sub(r'(\.\d{6})\d+', r'\1', text.strip().upper()).replace('Z', '+00:00')
    try:
        time = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)).astimezone(datetime.timezone.utc)


def unique(values):
    return list(dict.fromkeys(value.strip() for value in values if value and value.strip()))


def patients_in(text):
    """The ids as written, one for each repetition of a CX, and each without its authority."""
    for one in text.replace('&amp;', '&').split('~') if '^' in text else [text]:
        yield one
        yield one.split('^')[0].rpartition('|')[2].partition('/_history')[0].rpartition('/')[2]


# AuditMessage: RFC 3881 and DICOM

def message(raw):
    start = re.search(rb'<(\w+:)?AuditMessage', raw).start()
    text = raw[start:].rstrip(b'\0').decode('utf-8', 'replace')
    for namespace, plain in ((r'\sxmlns(:\w+)?="[^"]*"', ''), (r'(</?)\w+:', r'\1'), (r'\s\w+:(\w+=")', r' \1')):
        text = re.sub(namespace, plain, text)
    root = ET.fromstring(text)

    def code(element):
        return element.get('csd-code') or element.get('code')
    head = root.find('EventIdentification')
    objects = root.findall('ParticipantObjectIdentification')
    patients = [o for o in objects if o.get('ParticipantObjectTypeCodeRole') == '1']
    people = root.findall('ActiveParticipant')
    return Event(
        'DICOM' if b'csd-code' in raw else 'RFC 3881',
        unique(code(e) for e in head.findall('EventID')), unique(code(e) for e in head.findall('EventTypeCode')),
        moment(head.get('EventDateTime')),
        unique(p.get('UserID') for p in people), unique(p.get('UserName') for p in people),
        unique(p for o in patients for p in patients_in(o.get('ParticipantObjectID') or '')),
        unique((o.get('ParticipantObjectID') or '').replace('&amp;', '&') for o in objects))


# AuditEvent

def tree(element):
    """XML in the shape of JSON, everything a list."""
    content = {'@': element.get('value')}
    for child in element:
        content.setdefault(child.tag.rpartition('}')[2], []).append(tree(child))
    return content


def listed(value):
    """JSON in the same shape."""
    if isinstance(value, dict):
        return {'@': None, **{k: [listed(v) for v in (vs if isinstance(vs, list) else [vs])] for k, vs in value.items()}}
    return {'@': str(value).lower() if isinstance(value, bool) else str(value)}


def all_of(node, *path):
    nodes = [node]
    for name in path:
        nodes = [child for one in nodes for child in one.get(name, []) if isinstance(child, dict)]
    return nodes


def texts(node, *path):
    return [one['@'] for one in all_of(node, *path) if one['@']]


def resource(raw):
    root = listed(json.loads(raw.decode('utf-8-sig'))) if is_json(raw) else tree(ET.fromstring(raw))
    agents, things = all_of(root, 'agent'), all_of(root, 'entity')
    contained = {'#' + i: one for one in all_of(root, 'contained') for i in texts(one, 'id')}

    def is_patient(entity):
        return ('1' in texts(entity, 'role', 'code') or texts(entity, 'what', 'type') == ['Patient']
                or any('Patient/' in i or texts(contained.get(i, {}), 'resourceType') == ['Patient']
                       for i in texts(entity, 'what', 'reference') + texts(entity, 'reference', 'reference')))

    def ids(node, name):
        """Identifier and address; in STU3 the address stands beside the identifier."""
        found = texts(node, name, 'reference') + texts(node, 'reference', 'reference')
        inside = [i for one in found for i in texts(contained.get(one, {}), 'identifier', 'value')]
        return (texts(node, name, 'identifier', 'value') + texts(node, 'identifier', 'value') + texts(node, 'userId', 'value')
                + inside + [one for one in found if one not in contained])
    return Event(
        'FHIR ' + ('JSON' if is_json(raw) else 'XML'),
        unique(texts(root, 'type', 'code') + texts(root, 'category', 'coding', 'code')),
        unique(texts(root, 'subtype', 'code') + texts(root, 'code', 'coding', 'code')),
        moment(next(iter(texts(root, 'recorded')), None)),
        unique(i for a in agents for i in ids(a, 'who') + texts(a, 'extension', 'valueIdentifier', 'value')),
        unique(n for a in agents for n in texts(a, 'name') + texts(a, 'who', 'display')),
        unique(p for e in things if is_patient(e) for i in ids(e, 'what') for p in patients_in(i)),
        unique(i for e in things for i in ids(e, 'what')))
