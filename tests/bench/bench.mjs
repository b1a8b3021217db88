// The sizes that the design sets limits for: `./ekey bench programs`.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const root = new URL("../../", import.meta.url).pathname;
const brotli = (file) => brotliCompressSync(readFileSync(join(root, file))).length;

const site = readdirSync(join(root, "web/site/dist"));
const firstPage = site.filter((name) => /^(index\.html|app.*\.js|style.*\.css)$/.test(name));

const figures = [
  ["forms module, brotli", (brotli("web/client/dist/ekey-forms.wasm") / 1000).toFixed(1), "KB", "≤ 100"],
  ["hash module, brotli", (brotli("web/client/dist/ekey-hash.wasm") / 1000).toFixed(1), "KB", "≤ 12"],
  ["verify module, brotli", (brotli("web/client/dist/ekey-verify.wasm") / 1000).toFixed(1), "KB", "≤ 450"],
  ["first page of the site, brotli", (firstPage.reduce((sum, name) => sum + brotli(`web/site/dist/${name}`), 0) / 1000).toFixed(1), "KB", "≤ 60"],
];
const width = Math.max(...figures.map(([what]) => what.length));
for (const [what, value, unit, aim] of figures) {
  console.log(`${what.padEnd(width)}  ${value.padStart(7)} ${unit.padEnd(3)} (aim ${aim})`);
}
writeFileSync(join(root, "build/bench.json"),
  JSON.stringify({ figures: figures.map(([what, value, unit, aim]) => ({ what, value: Number(value), unit, aim })) }, null, 2) + "\n");
