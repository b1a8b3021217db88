// tools/mailbox as a child process, to which a portal's `--mail` leads.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { appears, Program } from './processes.mjs';

const patience = 20_000; // milliseconds; generous for a loaded machine
const between = 100;
const program = fileURLToPath(new URL('../../../tools/mailbox/main.mjs', import.meta.url));

export class Mailbox {
  #program;
  #read = new Map(); // how many mails of an address

  /** Keeps its port files in `folder`. `more`: arguments. */
  static async start(folder, more = []) {
    const mailbox = new Mailbox();
    const [port, smtpPort] = ['mailbox.port', 'mailbox-smtp.port'].map((name) => join(folder, name));
    mailbox.#program = await Program.serve(process.execPath, [program, '--port-file', port, '--smtp-port-file', smtpPort, ...more], port);
    mailbox.address = `http://localhost:${mailbox.#program.port}`;
    mailbox.smtp = `smtp://127.0.0.1:${Number(await appears(smtpPort))}`;
    return mailbox;
  }

  /** The newest first. */
  async mails(to) {
    return (await fetch(`${this.address}/mails.json${to ? `?to=${encodeURIComponent(to)}` : ''}`)).json();
  }

  /** The newest mail to an address, once there is one that has not been read yet. */
  async next(to) {
    for (const until = Date.now() + patience; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, between))) {
      const mails = await this.mails(to);
      if (mails.length > (this.#read.get(to) ?? 0)) {
        this.#read.set(to, mails.length);
        return mails[0];
      }
    }
    throw new Error(`no mail to ${to} came in ${patience} ms`);
  }

  /** The link of the next mail, as far as it is this site's: path and what stands behind the #. */
  async link(to, origin) {
    const { text } = await this.next(to);
    const link = text.match(/https?:\/\/\S+#\S+/)?.[0];
    if (!link?.startsWith(origin)) throw new Error(`no link in: ${text}`);
    return link.slice(origin.length);
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
