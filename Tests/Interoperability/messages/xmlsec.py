"""Signs and verifies SOAP envelopes with xmlsec1; RSA-PSS, which it lacks, with xmllint and openssl."""
import base64
import re
import subprocess

DS = 'http://www.w3.org/2000/09/xmldsig#'
WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'
X509 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3'
BASE64 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary'
MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
PSS = 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'
EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
PSS_OPTIONS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32']

# Elements whose wsu:Id a reference may mean.
SIGNED = [('http://www.w3.org/2003/05/soap-envelope', 'Body'), (WSU, 'Timestamp')] + [
    ('http://www.w3.org/2005/08/addressing', name)
    for name in ('Action', 'MessageID', 'RelatesTo', 'To', 'ReplyTo')] + [
    (WSSE, 'BinarySecurityToken'),
    ('http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd', 'SignatureConfirmation')]


def run(*arguments, data=b''):
    return subprocess.run(arguments, input=data, capture_output=True, check=False)


def ids():
    # xmlsec1 1.2 knows attributes by their local name.
    return [option for namespace, name in SIGNED for option in ('--id-attr:Id', f'{namespace}:{name}')]


def template(method, references):
    """A ds:Signature to be filled in; its key is the token called "token"."""
    parts = ''.join(
        f'<ds:Reference URI="#{name}"><ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE}"/></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{SHA256}"/><ds:DigestValue/></ds:Reference>' for name in references)
    return (f'<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"/>'
            f'<ds:SignatureMethod Algorithm="{method}"/>{parts}</ds:SignedInfo><ds:SignatureValue/>'
            f'<ds:KeyInfo><wsse:SecurityTokenReference xmlns:wsse="{WSSE}"><wsse:Reference URI="#token" '
            f'ValueType="{X509}"/></wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>')


def sign(envelope, key, is_pss=False):
    """The envelope with its template filled in."""
    done = run('xmlsec1', '--sign', '--privkey-pem', key, *ids(), '-', data=envelope)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return sign_pss(done.stdout, key) if is_pss else done.stdout


def sign_pss(signed, key):
    """The digests of xmlsec1 under another signature: SignedInfo names RSA-PSS, and openssl signs it."""
    signed = signed.replace((MORE + 'rsa-sha256').encode(), PSS.encode())
    done = run('openssl', 'dgst', '-sha256', '-sign', key, *PSS_OPTIONS, data=signed_info(signed))
    value = base64.b64encode(done.stdout)
    return re.sub(rb'(<ds:SignatureValue[^>]*>)[^<]*', lambda match: match[1] + value, signed)


def signed_info(envelope):
    """The exclusive canonical form of SignedInfo, made by xmllint: no namespace but ds is used in it."""
    found = re.search(rb'<ds:SignedInfo.*?</ds:SignedInfo>', envelope, re.S)[0]
    alone = found.replace(b'<ds:SignedInfo', f'<ds:SignedInfo xmlns:ds="{DS}"'.encode(), 1)
    return run('xmllint', '--exc-c14n', '-', data=alone).stdout


def verifies(envelope, certificate):
    """What xmlsec1 says to it; with the certificate given, not with the one in the message."""
    if PSS.encode() not in envelope:
        done = run('xmlsec1', '--verify', '--pubkey-cert-pem', certificate, *ids(), '-', data=envelope)
        return done.returncode == 0
    public = run('openssl', 'x509', '-in', certificate, '-noout', '-pubkey').stdout
    value = re.search(rb'<ds:SignatureValue[^>]*>([^<]*)', envelope)[1]
    with open(certificate + '.pub', 'wb') as file:
        file.write(public)
    with open(certificate + '.sig', 'wb') as file:
        file.write(base64.b64decode(value))
    done = run('openssl', 'dgst', '-sha256', '-verify', certificate + '.pub', '-signature', certificate + '.sig',
               *PSS_OPTIONS, data=signed_info(envelope))
    return done.returncode == 0
