#!/usr/bin/env node
// A mail server for demonstrations and tests: keeps the last mails in memory and shows them on a page. Loopback only.
//   node main.mjs [--smtp-port N] [--smtp-port-file FILE] [--port N] [--port-file FILE] [--keep N]
// A port of 0, which is the default, is any that is free; the files get the ports, the page's last of all.
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { Mails } from './mails.mjs';
import { smtpServer } from './smtp.mjs';
import { webServer } from './web.mjs';

const loopback = '127.0.0.1';
const keepMost = 10_000;

function number(text, name, low, high) {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (value < low || value > high) throw new Error(`--${name}: ${low} to ${high}`);
  return value;
}

function options() {
  const text = (value) => ({ type: 'string', default: value });
  const { values } = parseArgs({
    options: { port: text('0'), 'smtp-port': text('0'), keep: text('200'), 'port-file': { type: 'string' }, 'smtp-port-file': { type: 'string' } },
  });
  return {
    port: number(values.port, 'port', 0, 65535),
    smtpPort: number(values['smtp-port'], 'smtp-port', 0, 65535),
    keep: number(values.keep, 'keep', 1, keepMost),
    portFile: values['port-file'],
    smtpPortFile: values['smtp-port-file'],
  };
}

/** Written whole or not at all: whoever waits for it reads a complete number. */
function writePort(file, port) {
  if (!file) return;
  writeFileSync(`${file}.new`, `${port}\n`);
  renameSync(`${file}.new`, file);
}

async function main() {
  const { port, smtpPort, keep, portFile, smtpPortFile } = options();
  const mails = new Mails(keep);
  const smtp = smtpServer(mails);
  smtp.on('error', (error) => console.error(`mailbox: ${error.message}`)); // of one connection: the others go on
  const web = webServer(mails);

  smtp.listen(smtpPort, loopback);
  await once(smtp.server, 'listening');
  web.listen(port, loopback);
  await once(web, 'listening');

  const stop = () => {
    web.close();
    web.closeAllConnections();
    smtp.close();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  writePort(smtpPortFile, smtp.server.address().port);
  writePort(portFile, web.address().port);
  console.log(`http://localhost:${web.address().port} smtp://${loopback}:${smtp.server.address().port}`);
}

main().catch((error) => {
  console.error(`mailbox: ${error.message}`);
  process.exitCode = 1;
});
