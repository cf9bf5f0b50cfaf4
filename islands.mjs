// Builds every island: houtai/**/islands/<name>_controller.ts becomes the Stimulus controller "<name>" of one bundle.
// A new module's island is found by its place, so adding one edits no list.
import { globSync } from "node:fs";
import { basename } from "node:path";
import process from "node:process";
import { build } from "esbuild";

const outdir = process.argv[2] ?? "houtai/core/ui/static/ui/built";
const files = globSync("houtai/**/islands/*_controller.ts").sort();

const identifier = (file) => basename(file, "_controller.ts").replaceAll("_", "-");

function refuseTwins() {
  const seen = new Map();
  for (const file of files) {
    const twin = seen.get(identifier(file));
    if (twin) {
      console.error(`Two islands are called "${identifier(file)}": ${twin} and ${file}. Rename one.`);
      process.exit(1);
    }
    seen.set(identifier(file), file);
  }
}

function entry() {
  const imports = files.map((file, i) => `import c${i} from "./${file}";`);
  const registrations = files.map((file, i) => `application.register("${identifier(file)}", c${i});`);
  return [
    'import { Application } from "@hotwired/stimulus";',
    ...imports,
    "const application = Application.start();",
    ...registrations,
  ].join("\n");
}

const everyIsland = {
  name: "every-island",
  setup(bundler) {
    bundler.onResolve({ filter: /^every-island$/ }, (found) => ({ path: found.path, namespace: "every-island" }));
    bundler.onLoad({ filter: /.*/, namespace: "every-island" }, () => ({
      contents: entry(),
      loader: "ts",
      resolveDir: process.cwd(),
    }));
  },
};

refuseTwins();
await build({
  entryPoints: [{ in: "every-island", out: "houtai" }],
  plugins: [everyIsland],
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: true,
  chunkNames: "chunks/[name]-[hash]",
  logLevel: "warning",
});
// Public pages load the tracker alone, so it is a file of its own.
await build({
  entryPoints: [{ in: "houtai/core/events/islands/tracker.ts", out: "tracker" }],
  outdir,
  bundle: true,
  format: "iife",
  target: "es2022",
  minify: true,
  logLevel: "warning",
});
console.log(`${files.length} islands built.`);
