// DER (X.690) as far as a certificate and a SignedData need it: every value is the bytes of a whole element.
type Bytes = Uint8Array<ArrayBuffer>;

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An element of that tag: `content` are whole elements or bytes. */
export function element(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const body = joined(...content);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) {
    length.unshift(rest % 256);
  }
  const header = body.length < 128 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return joined(Uint8Array.from(header), body);
}

export const sequence = (...members: readonly Uint8Array[]): Bytes => element(0x30, ...members);
export const octets = (bytes: Uint8Array): Bytes => element(0x04, bytes);
export const nothing = (): Bytes => element(0x05);
export const truth = (): Bytes => element(0x01, Uint8Array.of(0xff));
export const utf8 = (text: string): Bytes => element(0x0c, new TextEncoder().encode(text));
export const printable = (text: string): Bytes => element(0x13, new TextEncoder().encode(text));
/** `unused`: bits at the end that do not count. */
export const bits = (bytes: Uint8Array, unused = 0): Bytes => element(0x03, Uint8Array.of(unused), bytes);
/** [number], constructed. */
export const tagged = (number: number, ...content: readonly Uint8Array[]): Bytes => element(0xa0 | number, ...content);

/** Members in the order of their encodings (X.690 §11.6). */
export function set(...members: readonly Uint8Array[]): Bytes {
  const less = (one: Uint8Array, other: Uint8Array) => {
    const at = one.findIndex((byte, index) => byte !== other[index]);
    return at < 0 ? -1 : (one[at] ?? 0) - (other[at] ?? -1);
  };
  return element(0x31, ...[...members].sort(less));
}

/** A number that is not negative, most significant byte first. */
export function unsigned(bytes: Uint8Array): Bytes {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  return element(0x02, (short[0] ?? 0) < 0x80 ? short : joined(Uint8Array.of(0), short));
}

export const small = (number: number): Bytes => unsigned(Uint8Array.of(number));

/** An object identifier in dotted text; arcs may be of any size. */
export function identifier(dotted: string): Bytes {
  const [first = 0n, second = 0n, ...others] = dotted.split('.').map(BigInt);
  const arc = (value: bigint): number[] => {
    const groups = [Number(value & 0x7fn)];
    for (let rest = value >> 7n; rest > 0n; rest >>= 7n) {
      groups.unshift(Number(rest & 0x7fn) | 0x80);
    }
    return groups;
  };
  return element(0x06, Uint8Array.from([first * 40n + second, ...others].flatMap(arc)));
}

/** UTCTime until 2049, as RFC 5280 §4.1.2.5 and RFC 5652 §11.3 ask, and GeneralizedTime from then on; whole seconds. */
export function time(date: Date): Bytes {
  const text = date.toISOString().replace(/\.\d+|[-:T]/g, '');
  return date.getUTCFullYear() < 2050 ? element(0x17, new TextEncoder().encode(text.slice(2))) : element(0x18, new TextEncoder().encode(text));
}
