// tools/mailbox as a child process, to which a portal's `--mail` leads.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Program } from './processes.mjs';

const program = fileURLToPath(new URL('../../../tools/mailbox/main.mjs', import.meta.url));

export class Mailbox {
  #program;

  /** Keeps its port files in `folder`. `more`: arguments. */
  static async start(folder, more = []) {
    const mailbox = new Mailbox();
    const [port, smtpPort] = ['mailbox.port', 'mailbox-smtp.port'].map((name) => join(folder, name));
    mailbox.#program = await Program.serve(process.execPath, [program, '--port-file', port, '--smtp-port-file', smtpPort, ...more], port);
    mailbox.address = `http://localhost:${mailbox.#program.port}`;
    mailbox.smtp = `smtp://127.0.0.1:${readFileSync(smtpPort, 'utf8').trim()}`;
    return mailbox;
  }

  /** The newest first. */
  async mails(to) {
    return (await fetch(`${this.address}/mails.json${to ? `?to=${encodeURIComponent(to)}` : ''}`)).json();
  }

  /** Delivers a mail as the portal writes them. */
  send(to, subject, text, id = Math.random()) {
    const base64 = (what) => Buffer.from(what).toString('base64');
    const message = [
      ...['From: <no-reply@demonstration.example>', `To: <${to}>`, `Message-ID: <${id}@demonstration.example>`],
      ...[`Subject: =?UTF-8?B?${base64(subject)}?=`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8'],
      ...['Content-Transfer-Encoding: base64', '', ...base64(text).match(/.{1,76}/g), ''],
    ].join('\r\n');
    const options = ['--silent', '--show-error', '--max-time', '20', '--upload-file', '-', '--mail-from', 'no-reply@demonstration.example'];
    execFileSync('curl', [...options, '--mail-rcpt', to, this.smtp], { input: message, stdio: ['pipe', 'pipe', 'pipe'] });
  }

  stop() {
    return this.#program.stop();
  }
}
