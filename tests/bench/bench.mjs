// Measures what the design sets figures for, on this machine: `./ekey bench`.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const root = new URL("../../", import.meta.url).pathname;
const runs = 21;

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const brotli = (file) => brotliCompressSync(readFileSync(join(root, file))).length;

/** Milliseconds from starting ekey-host to its port file, which it writes once it listens. */
async function hostStart() {
  const folder = mkdtempSync(join(tmpdir(), "ekey-bench-"));
  const policy = join(folder, "policy.json");
  const module = "/usr/lib/softhsm/libsofthsm2.so";
  writeFileSync(policy, JSON.stringify({ origins: [], developmentOrigins: [], modules: [{ path: module }] }), { mode: 0o600 });
  const portFile = join(folder, "port");
  try {
    return await new Promise((resolve, reject) => {
      const watcher = watch(folder);
      const begin = performance.now();
      const host = spawn(join(root, "build/release/native-host/host/ekey-host"),
        ["--policy", policy, "--port", "0", "--port-file", portFile, "--log", join(folder, "log")], { stdio: "ignore" });
      watcher.on("change", (_, name) => {
        if (name !== "port") return;
        const took = performance.now() - begin;
        watcher.close();
        host.once("exit", () => resolve(took));
        host.kill();
      });
      host.once("error", reject);
      host.once("exit", (code) => code && reject(new Error(`ekey-host ended with ${code}`)));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const starts = [];
for (let run = 0; run < runs; run++) starts.push(await hostStart());

const site = readdirSync(join(root, "web/site/dist"));
const firstPage = site.filter((name) => /^(index\.html|app.*\.js|style.*\.css)$/.test(name));

const figures = [
  ["ekey-host: start to listening", median(starts).toFixed(1), "ms", "≤ 50"],
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
  JSON.stringify({ runs, figures: figures.map(([what, value, unit, aim]) => ({ what, value: Number(value), unit, aim })) }, null, 2) + "\n");
