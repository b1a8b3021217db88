// The proof of work (验证码) as ALTCHA has it: the number that, after the salt, gives the challenge's SHA-256.

export interface Puzzle {
  readonly challenge: string;
  readonly salt: string;
  readonly maxnumber: number;
}

const slice = 500; // digests that are asked for at once; between two slices others have their turn

/** Undefined: there is no such number. `tell`: how many have been tried. */
export async function search({ challenge, salt, maxnumber }: Puzzle, tell: (tried: number) => void, ended: () => boolean): Promise<number | undefined> {
  const encoder = new TextEncoder();
  const wanted = challenge.toLowerCase();
  for (let from = 0; from <= maxnumber && !ended(); from += slice) {
    const numbers = Array.from({ length: Math.min(slice, maxnumber - from + 1) }, (_, index) => from + index);
    const digests = await Promise.all(numbers.map((number) => crypto.subtle.digest('SHA-256', encoder.encode(salt + number))));
    const found = digests.findIndex((digest) => hex(digest) === wanted);
    if (found >= 0) {
      return from + found;
    }
    tell(from + numbers.length);
  }
  return undefined;
}

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
