// The last mails that came, in memory only.

/** One mail that comes again, with the same Message-ID for the same people, is counted and not shown twice: whoever sends at least once may send twice. */
export class Mails {
  #keep;
  #mails = []; // the newest first
  #last = 0;

  constructor(keep) {
    this.#keep = keep;
  }

  add({ messageId, from, to, subject, text, received }) {
    const again = messageId && this.#mails.find((mail) => mail.messageId === messageId && mail.to.join() === to.join());
    if (again) {
      again.deliveries += 1;
      return again;
    }
    const mail = { id: (this.#last += 1), received, deliveries: 1, messageId, from, to, subject, text };
    this.#mails.unshift(mail);
    this.#mails.length = Math.min(this.#mails.length, this.#keep);
    return mail;
  }

  /** All, or those to one address. */
  list(to) {
    const wanted = to?.toLowerCase();
    return this.#mails.filter((mail) => !wanted || mail.to.some((each) => each.toLowerCase() === wanted));
  }
}
