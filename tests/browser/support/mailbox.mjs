// The mails that the portal sends, read where they arrive: tools/mailbox.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { appears, Program } from './processes.mjs';

const program = fileURLToPath(new URL('../../../tools/mailbox/main.mjs', import.meta.url));
const patience = 20_000; // milliseconds; generous for a loaded machine
const between = 100;

export class Mailbox {
  static async start(folder) {
    const mailbox = new Mailbox();
    const [web, smtp] = ['mailbox.port', 'mailbox-smtp.port'].map((name) => join(folder, name));
    mailbox.program = await Program.serve(process.execPath, [program, '--port-file', web, '--smtp-port-file', smtp], web);
    mailbox.smtp = `smtp://127.0.0.1:${Number(await appears(smtp))}`;
    return mailbox;
  }

  /** The newest mail to an address, once there is one that has not been read yet. */
  async next(to) {
    const known = (this.read ??= new Map()).get(to) ?? 0;
    for (const until = Date.now() + patience; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, between))) {
      const mails = await (await fetch(`http://127.0.0.1:${this.program.port}/mails.json?to=${encodeURIComponent(to)}`)).json();
      if (mails.length > known) {
        this.read.set(to, mails.length);
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
}
