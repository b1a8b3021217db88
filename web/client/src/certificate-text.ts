import { text, type Catalogue } from './texts.js';
import type { Certificate } from './verify.js';

/** A certificate in words that a clerk understands, one sentence each. */
export interface CertificateDescription {
  /** "天津示范进出口有限公司（统一社会信用代码 91…）". */
  readonly whose: string;
  /** What it may be used for. */
  readonly purpose: string;
  /** From whom. */
  readonly issuedBy: string;
  /** Until when, and how that stands on the day asked for. */
  readonly validity: string;
  readonly state: 'valid' | 'expiring' | 'expired' | 'not_yet_valid';
  /** What else must be said; empty: nothing. */
  readonly caution: string;
}

/** From how many days before its end on a certificate is `expiring`: time enough for a renewal. */
export const expiringDays = 60;

const dayMilliseconds = 86_400_000;
const chinaOffset = 8 * 3_600_000; // UTC+8, all year and everywhere in the country

/** Number of the day in China. */
const dayOf = (time: number): number => Math.floor((time + chinaOffset) / dayMilliseconds);

/**
 * What a certificate says: whose, for what, until when, from whom. Days are those of China.
 * @param on the day for which its validity is told
 * @param catalogue what `@ekey/client/messages/<language>.json` holds
 */
export function describeCertificate(certificate: Certificate, catalogue: Catalogue, on: Date = new Date()): CertificateDescription {
  const { commonName, subject, uscc, issuerName, issuer, uses } = certificate;
  const say = (code: string, params = {}): string => text({ code: `certificate-says.${code}`, params }, catalogue);
  const use = ['authority', 'authenticate', 'sign'].find((one) => (uses as readonly string[]).includes(one)) ?? 'nothing';
  const name = commonName || subject;
  return {
    whose: uscc === undefined ? say('whose', { name }) : say('whose_uscc', { name, uscc }),
    purpose: say(`use_${use}`),
    issuedBy: say('issuer', { name: issuerName || issuer }),
    ...validityOf(certificate, on.getTime(), catalogue, say),
    caution: certificate.demonstration ? say('demonstration') : '',
  };
}

function validityOf(
  { notBefore, notAfter }: Certificate,
  now: number,
  catalogue: Catalogue,
  say: (code: string, params: object) => string,
): Pick<CertificateDescription, 'validity' | 'state'> {
  const [from, until] = [Date.parse(notBefore), Date.parse(notAfter)];
  const dates = { from: dateText(from, catalogue), until: dateText(until, catalogue) };
  if (now < from) {
    return { state: 'not_yet_valid', validity: say('not_yet_valid', dates) };
  }
  if (now >= until + 1000) { // the last second is still valid
    return { state: 'expired', validity: say('expired', dates) };
  }
  const days = dayOf(until) - dayOf(now);
  if (days > expiringDays) {
    return { state: 'valid', validity: say('valid', dates) };
  }
  const code = days === 0 ? 'expires_today' : days === 1 ? 'expires_tomorrow' : 'expires';
  return { state: 'expiring', validity: say(code, { ...dates, days }) };
}

function dateText(time: number, catalogue: Catalogue): string {
  return new Intl.DateTimeFormat(catalogue['locale'], { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(time);
}
