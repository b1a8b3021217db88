/** Reads a blob from its beginning to its end. A piece stands until the next one is read. */
export interface BlobReader {
  read(): Promise<Uint8Array | undefined>;
  cancel(reason: unknown): void;
}

const bufferBytes = 256 * 1024; // as much as the hash module takes at once
const stall = 1000; // milliseconds

type Reading = ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;

/**
 * Reads into the same memory again and again where the browser lets it (mode "byob"): each piece in memory of its own, of up to 2 MiB in
 * Chromium, can take longer to make than to digest. But in Chromium 156 one such reading in 150 stops without an error: after a second
 * without an answer, which a sleeping disk may take as well, the rest is read as it comes.
 */
export function readBlob(blob: Blob): BlobReader {
  const stream = blob.stream();
  try {
    return new SteadyReader(blob, stream.getReader({ mode: 'byob' }));
  } catch {
    return new PlainReader(stream.getReader()); // no stream of bytes, in browsers before about 2024
  }
}

class PlainReader implements BlobReader {
  constructor(private readonly reader: ReadableStreamDefaultReader<Uint8Array>) {}

  async read(): Promise<Uint8Array | undefined> {
    return (await this.reader.read()).value;
  }

  cancel(reason: unknown): void {
    this.reader.cancel(reason).catch(() => {}); // the abort is what the caller learns
  }
}

/** Two buffers: one is filled while the other's piece is used. */
class SteadyReader implements BlobReader {
  #spare = new ArrayBuffer(bufferBytes);
  #next: Promise<Reading | undefined>;
  #bytes = 0;
  #plain: PlainReader | undefined;

  constructor(
    private readonly blob: Blob,
    private readonly reader: ReadableStreamBYOBReader,
  ) {
    this.#next = this.#fill(new ArrayBuffer(bufferBytes));
  }

  async read(): Promise<Uint8Array | undefined> {
    const answer = this.#plain ? undefined : await this.#next;
    if (!answer) {
      return this.#rest().read();
    }
    const { done, value } = answer;
    if (done || !value) {
      return undefined;
    }
    this.#next = this.#fill(this.#spare);
    this.#spare = value.buffer; // the stream took the buffer away and gives it back by another name
    this.#bytes += value.length;
    return value;
  }

  cancel(reason: unknown): void {
    this.#plain?.cancel(reason);
    this.reader.cancel(reason).catch(() => {});
  }

  #fill(buffer: ArrayBuffer): Promise<Reading | undefined> {
    const filled = orStall(this.reader.read(new Uint8Array(buffer)));
    filled.catch(() => {}); // who reads next is told
    return filled;
  }

  #rest(): PlainReader {
    if (!this.#plain) {
      this.cancel(undefined);
      this.#plain = new PlainReader(this.blob.slice(this.#bytes).stream().getReader());
    }
    return this.#plain;
  }
}

async function orStall<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, stall, undefined)));
  try {
    return await Promise.race([answer, stalled]);
  } finally {
    clearTimeout(timer);
  }
}
