import { search, type Puzzle } from './proof-search.js';

/** `number` is null where there is none. */
export type Told = { readonly tried: number } | { readonly number: number | null } | { readonly failed: true };

const post = (told: Told) => postMessage(told);

onmessage = ({ data }: MessageEvent<Puzzle>) => {
  search(data, (tried) => post({ tried }), () => false).then(
    (number) => post({ number: number ?? null }),
    () => post({ failed: true }),
  );
};
