// Builds every island into static files that are not committed: `node islands/build.mjs` (make does it).
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = createRequire(import.meta.url);
const gate = join(here, "..", "src", "qurultai", "onsite", "static", "gate");

rmSync(gate, { recursive: true, force: true });
mkdirSync(gate, { recursive: true });
await build({
  entryPoints: ["gate", "camera", "worker"].map((name) => join(here, "gate", `${name}.ts`)),
  outdir: gate,
  bundle: true,
  format: "esm",
  target: ["chrome100", "firefox110", "safari16"],
  minify: true,
  legalComments: "linked",
});
const reader = modules.resolve("zxing-wasm/reader/zxing_reader.wasm");
copyFileSync(reader, join(gate, "reader.wasm"));
