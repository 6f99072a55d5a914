#!/usr/bin/env python3
"""S3 servers that nobody here wrote, each in a folder of its own on free ports of the loopback interface: OpenStack
Swift with its s3api, and s3rver.

  servers.py swift|s3rver FOLDER [--port PORT] [--certificate FILE --key FILE]

Prints one line of JSON when the server answers (endpoint, region, accessKey, secretKey, objects: the folder where the
octets lie), and serves until its standard input ends or it is told to stop. Exit code 3: the programs are not here.
"""
import argparse
import configparser
import hashlib
import hmac
import http.client
import json
import os
import random
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.parse

START_SECONDS = 60
REGION = 'us-east-1'
HERE = os.path.dirname(os.path.abspath(__file__))


def free_port():
    """Below those that connections get by themselves: it stays free while a server is stopped and started again."""
    while True:
        port = random.randrange(10_000, 20_000)
        with socket.socket() as one:
            try:
                one.bind(('127.0.0.1', port))
                return port
            except OSError:
                pass


class NotStarted(Exception):
    pass


class Server:
    """What the servers have in common: a bucket address, keys, processes."""
    name = lacking = None

    def __init__(self, folder, port=None, tls=None):
        self.folder, self.port, self.tls = os.path.abspath(folder), port or free_port(), tls
        self.processes = []
        os.makedirs(self.folder, exist_ok=True)

    @property
    def endpoint(self):
        return f'https://localhost:{self.port}' if self.tls else f'http://127.0.0.1:{self.port}'

    def described(self):
        return {'endpoint': self.endpoint, 'region': REGION, 'accessKey': self.access_key,
                'secretKey': self.secret_key, 'objects': self.objects}

    def spawn(self, *command, **more):
        log = open(os.path.join(self.folder, os.path.basename(command[0]) + '.log'), 'ab')
        self.processes.append(subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True, **more))

    def until_answering(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if any(process.poll() is not None for process in self.processes):
                break
            try:
                if self.call('GET', '/')[0] == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.2)
        self.stop()
        raise NotStarted(f'{self.name} did not start: see the logs in {self.folder}')

    def stop(self, how=signal.SIGTERM):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, how)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes = []

    def call(self, method, path, query='', body=b'', **headers):
        """A request signed by AWS Signature Version 4: status and octets."""
        now = time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())
        digest = hashlib.sha256(body).hexdigest()
        signed = {'host': f'127.0.0.1:{self.port}', 'x-amz-content-sha256': digest, 'x-amz-date': now}
        names = ';'.join(sorted(signed))
        query = '&'.join(sorted(part if '=' in part else part + '=' for part in query.split('&') if part))
        canonical = '\n'.join([method, urllib.parse.quote(path), query,
                               *(f'{name}:{signed[name]}' for name in sorted(signed)), '', names, digest])
        scope = f'{now[:8]}/{REGION}/s3/aws4_request'
        text = '\n'.join(['AWS4-HMAC-SHA256', now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        key = ('AWS4' + self.secret_key).encode()
        for piece in (now[:8], REGION, 's3', 'aws4_request'):
            key = hmac.new(key, piece.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        signed['authorization'] = (f'AWS4-HMAC-SHA256 Credential={self.access_key}/{scope}, SignedHeaders={names}, '
                                   f'Signature={signature}')
        connection = http.client.HTTPSConnection(
            '127.0.0.1', self.port, timeout=30, context=ssl._create_unverified_context()) \
            if self.tls else http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)
        try:
            connection.request(method, path + ('?' + query if query else ''), body, {**signed, **headers})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


class Swift(Server):
    """Proxy, account, container and object server with one replica on one folder; users by tempauth."""
    name = 'OpenStack Swift'
    access_key, secret_key = 'test:tester', 'testing'
    parts = ('account', 'container', 'object')

    @staticmethod
    def is_here():
        return all(shutil.which(f'swift-{part}-server') for part in ('proxy', *Swift.parts)) \
            and shutil.which('swift-ring-builder') is not None and os.access('/etc/swift/swift.conf', os.R_OK)

    @property
    def objects(self):
        return os.path.join(self.folder, 'devices', 'one', 'objects')

    def start(self):
        os.makedirs(os.path.join(self.folder, 'devices', 'one'), exist_ok=True)
        if not os.path.exists(os.path.join(self.folder, 'object.ring.gz')):
            self.ports = {part: free_port() for part in self.parts}
            for part in self.parts:
                self._ring(part)
                self._configure(part)
            self._configure_proxy()
        # A hash path must be set; the one of the package serves.
        for part in (*self.parts, 'proxy'):
            self.spawn(f'swift-{part}-server', os.path.join(self.folder, f'{part}.conf'))
        return self.until_answering()

    def _ring(self, part):
        builder = os.path.join(self.folder, f'{part}.builder')
        for arguments in (['create', '2', '1', '0'],
                          ['add', f'r1z1-127.0.0.1:{self.ports[part]}/one', '1'],
                          ['rebalance']):
            subprocess.run(['swift-ring-builder', builder, *arguments], check=True, stdout=subprocess.DEVNULL)

    def _default(self, port):
        return {'bind_ip': '127.0.0.1', 'bind_port': str(port), 'user': os.environ.get('USER') or 'root',
                'workers': '0', 'swift_dir': self.folder, 'devices': os.path.join(self.folder, 'devices'),
                'mount_check': 'false', 'disable_fallocate': 'true', 'log_level': 'WARNING',
                'log_address': os.path.join(self.folder, 'no-syslog')}

    def _configure(self, part):
        self._write(part, {
            'DEFAULT': self._default(self.ports[part]),
            'pipeline:main': {'pipeline': f'{part}-server'},
            f'app:{part}-server': {'use': f'egg:swift#{part}'}})

    def _configure_proxy(self):
        filters = ['catch_errors', 'gatekeeper', 'healthcheck', 'cache', 'listing_formats', 'bulk', 's3api', 'tempauth',
                   'copy', 'slo', 'dlo', 'versioned_writes', 'symlink']
        uses = {'cache': 'memcache'}
        more = {
            's3api': {'location': REGION, 's3_acl': 'false', 'check_bucket_owner': 'false'},
            'tempauth': {'user_test_tester': 'testing .admin'},
            'versioned_writes': {'allow_versioned_writes': 'true', 'allow_object_versioning': 'true'},
            'cache': {'memcache_servers': '127.0.0.1:1'}}
        self._write('proxy', {
            'DEFAULT': self._default(self.port),
            'pipeline:main': {'pipeline': ' '.join([*filters, 'proxy-server'])},
            'app:proxy-server': {'use': 'egg:swift#proxy', 'account_autocreate': 'true'},
            **{f'filter:{name}': {'use': f'egg:swift#{uses.get(name, name)}', **more.get(name, {})}
               for name in filters}})

    def _write(self, name, sections):
        text = configparser.RawConfigParser(default_section=None)
        text.read_dict(sections)
        with open(os.path.join(self.folder, f'{name}.conf'), 'w', encoding='utf-8') as file:
            text.write(file)


class S3rver(Server):
    """A stand-in for tests of others; known to store uploads in signed chunks with the signatures among the octets."""
    name = 's3rver'
    access_key = secret_key = 'S3RVER'

    @staticmethod
    def program():
        found = os.environ.get('S3RVER') or os.path.join(HERE, 'node_modules', '.bin', 's3rver')
        return found if os.path.exists(found) else shutil.which('s3rver')

    @staticmethod
    def is_here():
        return S3rver.program() is not None and shutil.which('node') is not None

    @property
    def objects(self):
        return os.path.join(self.folder, 'objects')

    def start(self):
        os.makedirs(self.objects, exist_ok=True)
        tls = ['--cert', self.tls[0], '--key', self.tls[1]] if self.tls else []
        self.spawn(self.program(), '-d', self.objects, '-a', '127.0.0.1', '-p', str(self.port), '--no-vhost-buckets',
                   *tls)
        return self.until_answering()


def started(which, given):
    """Another may take a port between its choice and its use: then another port."""
    tls = (given.certificate, given.key) if given.certificate else None
    for tries_left in (2, 1, 0):
        server = which(given.folder, given.port, tls)
        try:
            return server.start()
        except NotStarted:
            if given.port or not tries_left:
                raise
            shutil.rmtree(given.folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('which', choices=['swift', 's3rver'])
    parser.add_argument('folder')
    parser.add_argument('--port', type=int)
    parser.add_argument('--certificate')
    parser.add_argument('--key')
    given = parser.parse_args()
    which = {'swift': Swift, 's3rver': S3rver}[given.which]
    if not which.is_here():
        print(f'{which.name} is not here')
        return 3
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = started(which, given)
    try:
        print(json.dumps(server.described()), flush=True)
        sys.stdin.read()
    finally:
        server.stop()
    return 0


if __name__ == '__main__':
    sys.exit(main())
