"""Certificates that a peer should not show, and some that it may, made with openssl from the development authority."""
import base64
import os
import subprocess

CONFIG = '''
[ca]
default_ca = dev
[dev]
database = {folder}/index.txt
serial = {folder}/serial
crlnumber = {folder}/crlnumber
new_certs_dir = {folder}
certificate = {ca}
private_key = {key}
default_md = sha256
default_days = 30
default_crl_days = 30
policy = any
unique_subject = no
[any]
commonName = supplied
[client]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = clientAuth
[server]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = serverAuth
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
'''
EXPIRED = ['-startdate', '20200101000000Z', '-enddate', '20210101000000Z']


def openssl(*arguments, given=None):
    done = subprocess.run(['openssl', *arguments], input=given, capture_output=True, check=False)
    if done.returncode:
        raise OSError(f'openssl {arguments[0]}: {done.stderr.decode()[-500:]}')
    return done.stdout


class Certificates:
    def __init__(self, pki, folder):
        self.pki, self.folder = pki, folder
        self.authority = (os.path.join(pki, 'ca.pem'), os.path.join(pki, 'ca.key'))
        self.other = self._new_authority('other', '/CN=Other CA')
        subject = openssl('x509', '-in', self.authority[0], '-noout', '-subject', '-nameopt', 'compat').decode()
        self.forger = self._new_authority('forger', subject.split('=', 1)[1].strip())

    def path(self, name):
        return os.path.join(self.folder, name)

    def issue(self, name, extensions='client', authority=None, dates=()):
        """Certificate and key of a peer CN=name."""
        config = self._config(authority or self.authority)
        key, request, certificate = self.path(name + '.key'), self.path(name + '.csr'), self.path(name + '.pem')
        openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key,
                '-out', request, '-subj', f'/CN={name}')
        openssl('ca', '-batch', '-notext', '-config', config, '-extensions', extensions, '-in', request,
                '-out', certificate, *dates)
        return certificate, key

    def self_signed(self, name, dates=()):
        """Not an authority: to be pinned, or not."""
        config = self._config(self.authority)
        key, request, certificate = self.path(name + '.key'), self.path(name + '.csr'), self.path(name + '.pem')
        openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key,
                '-out', request, '-subj', f'/CN={name}')
        openssl('ca', '-batch', '-notext', '-config', config, '-selfsign', '-keyfile', key, '-extensions', 'client',
                '-in', request, '-out', certificate, *dates)
        return certificate, key

    def corrupted(self, good, name):
        """The same with one bit of its signature turned."""
        der = bytearray(openssl('x509', '-in', good[0], '-outform', 'DER'))
        der[-1] ^= 1
        path = self.path(name + '.pem')
        with open(path, 'wb') as file:
            file.write(b'-----BEGIN CERTIFICATE-----\n' + base64.encodebytes(bytes(der))
                       + b'-----END CERTIFICATE-----\n')
        return path, good[1]

    def wrong_key(self, good, name):
        """
        Another's certificate and a key of one's own. Libraries refuse the pair, so the key claims to be the private
        part of the certificate's public key (RFC 5915 holds both).
        """
        public = openssl('x509', '-in', good[0], '-noout', '-pubkey')
        point = openssl('pkey', '-pubin', '-outform', 'DER', given=public)[-65:]
        own = openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-outform', 'DER')
        scalar = own[7:39]
        body = (bytes([2, 1, 1, 4, 32]) + scalar + bytes.fromhex('a00a06082a8648ce3d030107')
                + bytes([0xA1, 68, 3, 66, 0]) + point)
        path = self.path(name + '.key')
        with open(path, 'wb') as file:
            file.write(b'-----BEGIN EC PRIVATE KEY-----\n'
                       + base64.encodebytes(bytes([0x30, len(body)]) + body) + b'-----END EC PRIVATE KEY-----\n')
        return good[0], path

    def revoke(self, certificate):
        """The authority's list with this one on it, for the trust folder."""
        config = self._config(self.authority)
        openssl('ca', '-config', config, '-revoke', certificate)
        return openssl('ca', '-config', config, '-gencrl')

    def fingerprint(self, certificate):
        text = openssl('x509', '-in', certificate, '-noout', '-fingerprint', '-sha256').decode()
        return text.strip().split('=')[1]

    def _new_authority(self, name, subject):
        certificate, key = self.path(name + '-ca.pem'), self.path(name + '-ca.key')
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key,
                '-out', certificate, '-days', '30', '-subj', subject if subject.startswith('/') else '/' + subject)
        return certificate, key

    def _config(self, authority):
        """A database of its own for each authority."""
        folder = self.path('db-' + os.path.basename(authority[1]))
        path = os.path.join(folder, 'openssl.cnf')
        if not os.path.exists(path):
            os.makedirs(folder)
            open(os.path.join(folder, 'index.txt'), 'w').close()
            for name, text in (('serial', openssl('rand', '-hex', '8').decode().strip()), ('crlnumber', '01')):
                with open(os.path.join(folder, name), 'w', encoding='ascii') as file:
                    file.write(text + '\n')
            with open(path, 'w', encoding='ascii') as file:
                file.write(CONFIG.format(folder=folder, ca=authority[0], key=authority[1]))
        return path
