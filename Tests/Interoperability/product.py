"""The product under test: started by `xdsdmp up`, asked by its command line and by ITI-81."""
import http.client
import json
import os
import signal
import ssl
import subprocess
import time
import urllib.parse

START_SECONDS = 180


class Product:
    def __init__(self, command, folder, *settings):
        self.command, self.data = command, os.path.join(folder, 'data')
        self.log = open(os.path.join(folder, 'up.log'), 'wb')
        self.process = subprocess.Popen(
            [*command, 'up', '--data', self.data, *settings],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        self.endpoints = self._endpoints()
        self._connection = None

    def _endpoints(self):
        path = os.path.join(self.data, 'endpoints.json')
        for _ in range(START_SECONDS * 5):
            if os.path.exists(path):
                with open(path, encoding='utf-8') as file:
                    return json.load(file)
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise SystemExit(f'the product did not start: see {self.log.name}')

    def __getitem__(self, key):
        return self.endpoints[key]

    def host(self, key):
        """Host and port of a syslog endpoint."""
        host, _, port = self[key].rpartition(':')
        return host, port

    def url(self, key):
        return urllib.parse.urlsplit(self[key])

    def cli(self, *arguments):
        done = subprocess.run([*self.command, *arguments, '--data', self.data],
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return done.returncode, done.stdout.decode()

    def listed(self, *conditions):
        """The records that the command line lists, by number."""
        records, offset = {}, 0
        while True:
            _, out = self.cli('audit', 'list', '--json', '--limit', '1000', '--offset', str(offset), *conditions)
            page = json.loads(out)
            records.update((record['sequence'], record) for record in page)
            if len(page) < 1000:
                return records
            offset += 1000

    def context(self, who):
        context = ssl.create_default_context(cafile=self['ca'])
        context.load_cert_chain(self[who + 'Certificate'], self[who + 'Key'])
        return context

    def get(self, path, accept='application/fhir+json'):
        """An auditor's question: status and octets. One connection for all of them."""
        base = self.url('auditFhir')
        if self._connection is None:
            self._connection = http.client.HTTPSConnection(base.netloc, context=self.context('auditor'), timeout=60)
        self._connection.request('GET', f'{base.path}/{path}', headers={'Accept': accept})
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def search(self, **parameters):
        """Numbers of the records that ITI-81 finds; `date` may be a list."""
        query = urllib.parse.urlencode(
            {'date': ['ge1990-01-01', 'le2100-01-01'], '_count': 1000, **parameters}, doseq=True)
        status, body = self.get(f'AuditEvent?{query}')
        if status != 200:
            raise ValueError(f'ITI-81 answers {status} to {query}: {body[:300]!r}')
        return {int(entry['resource']['id']) for entry in json.loads(body).get('entry', [])
                if entry['resource']['resourceType'] == 'AuditEvent'}

    def raw(self, number):
        status, body = self.get(f'Binary/{number}', accept='*/*')
        return body if status == 200 else None

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
