// A mail server with TLS and a login, as real ones are. node secure-mail-server.mjs FOLDER (smtps|starttls) --port-file FILE
// Puts into FOLDER its certificate (mail.pem) and each mail (mail-1, mail-2, …), in which X-Session tells how it came.
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import { SMTPServer } from 'smtp-server';

const [folder, kind, , portFile] = process.argv.slice(2);
const at = (name) => `${folder}/${name}`;

function put(file, text) {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

execFileSync('openssl', [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
  ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', at('mail.key'), '-out', at('mail.pem')],
]);

let count = 0;
const server = new SMTPServer({
  secure: kind === 'smtps',
  key: readFileSync(at('mail.key')),
  cert: readFileSync(at('mail.pem')),
  authMethods: ['PLAIN', 'LOGIN'],
  onAuth: ({ username, password }, session, done) =>
    username === 'portal' && password === '口令 word' ? done(null, { user: username }) : done(new Error('no')),
  async onData(stream, session, done) {
    const parts = [];
    for await (const part of stream) parts.push(part);
    put(at(`mail-${(count += 1)}`), `X-Session: ${session.user} ${session.secure ? 'TLS' : 'plain'}\r\n${Buffer.concat(parts)}`);
    done();
  },
});
server.on('error', (error) => console.error(error.message)); // a client that does not trust it goes away
server.listen(0, '127.0.0.1', () => put(portFile, `${server.server.address().port}\n`));
process.once('SIGTERM', () => server.close());
