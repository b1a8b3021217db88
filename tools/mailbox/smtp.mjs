// The mail server: takes everything for everybody, and passes nothing on.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const bytesMost = 1 << 20; // of a mail

/** Not listening yet. */
export function smtpServer(mails) {
  return new SMTPServer({
    name: 'localhost',
    banner: 'ekey mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'], // it listens on loopback, and needs nobody's password
    disableReverseLookup: true,
    maxClients: 16,
    size: bytesMost,
    socketTimeout: 60_000,
    closeTimeout: 500,
    onData(stream, session, done) {
      read(stream, session, mails).then(
        () => done(),
        (error) => done(Object.assign(new Error('this mail cannot be read'), { responseCode: 554, cause: error })),
      );
    },
  });
}

async function read(stream, session, mails) {
  const parsed = await simpleParser(stream);
  if (stream.sizeExceeded) throw new Error('too large');
  mails.add({
    messageId: parsed.messageId ?? '',
    from: session.envelope.mailFrom.address ?? '',
    to: session.envelope.rcptTo.map(({ address }) => address),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    received: new Date().toISOString(),
  });
}
