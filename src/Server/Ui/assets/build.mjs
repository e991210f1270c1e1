// Writes the four files a page may ask for into wwwroot/assets, under fixed names: MapStaticAssets does the hashing.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../../wwwroot/assets/");

await mkdir(out, { recursive: true });
await build({
  absWorkingDir: here("."),
  entryPoints: { guanwei: "js/guanwei.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome111", "firefox113", "safari16.2"],
  legalComments: "external",
  logLevel: "warning",
});
const styles = await build({
  absWorkingDir: here("."),
  entryPoints: { guanwei: "css/guanwei.css" },
  outdir: out,
  write: false,
  bundle: true,
  minify: true,
  target: ["chrome123", "firefox121", "safari17.5"], // light-dark() is Tabler's floor
  legalComments: "external",
  logLevel: "warning",
});
for (const { path, text } of styles.outputFiles) {
  await writeFile(path, path.endsWith(".css") ? await used(text) : text);
}
await writeFile(out + "icons.svg", await sprite());
await copyFile(here("favicon.svg"), out + "favicon.svg");

// Tabler styles hundreds of things that no page shows: a rule stays when every class in it is a word somewhere in the pages, the code,
// the scripts or our own styles. A class put together from pieces is found only if it stands whole in one of them.
async function used(css) {
  const [{ css: kept }] = await new PurgeCSS().purge({
    content: ["../../**/*.razor", "../../**/*.cs", "js/*.js", "css/*.css", "node_modules/bootstrap/js/dist/*.js"].map(here),
    skippedContentGlobs: ["../../bin/**", "../../obj/**", "../../Storage/Migrations/**"].map(here),
    css: [{ raw: css }],
    keyframes: true,
  });
  return kept;
}

// The sprite holds the icons named in Icons.cs and no other; an unknown name stops the build.
async function sprite() {
  const source = await readFile(here("../Icons.cs"), "utf8");
  const names = [...source.matchAll(/const string \w+ = "([a-z0-9-]+)"/g)].map((match) => match[1]);
  const symbols = await Promise.all([...new Set(names)].sort().map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

async function symbol(name) {
  const svg = await readFile(here(`node_modules/@tabler/icons/icons/outline/${name}.svg`), "utf8");
  const shapes = svg
    .slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, "")
    .replace(/\s*\n\s*/g, "")
    .replaceAll(" />", "/>");
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
}
