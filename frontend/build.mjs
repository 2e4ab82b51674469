// Puts the static files of Wegwijs together: one style sheet, one script, fonts, licences. No bundler needed.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, "node_modules");
const OUT = join(HERE, "..", "src", "wegwijs", "ui", "static", "wegwijs");
const TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens";
const WEIGHTS = ["400", "700"];
const WEB_FONTS = [
  { family: "noto-sans", subsets: ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "vietnamese"] },
  { family: "noto-sans-arabic", subsets: ["arabic"] },
  { family: "noto-sans-ethiopic", subsets: ["ethiopic"] },
];
const LETTER_FONTS = [
  ["noto-sans", "NotoSans"],
  ["noto-sans-arabic", "NotoSansArabic"],
  ["noto-sans-ethiopic", "NotoSansEthiopic"],
];

const manifest = JSON.parse(await read(join(HERE, "package.json")));
const names = Object.keys(manifest.dependencies);

await rm(OUT, { recursive: true, force: true });
for (const folder of ["fonts/ttf", "licences"]) await mkdir(join(OUT, folder), { recursive: true });
await styles();
await scripts();
await fonts();
await licences();

function read(file) {
  return readFile(file, "utf8");
}

/** Our own layer lies over the design system's, so that order of rules and not their length decides. */
async function styles() {
  const parts = await Promise.all(names.filter((name) => name.endsWith("-css")).map(componentCss));
  const own = (await readdir(join(HERE, "css"))).filter((file) => file.endsWith(".css") && file !== "theme.css").sort();
  const layer = (await Promise.all(own.map((file) => read(join(HERE, "css", file))))).join("\n");
  const tokens = usedTokens(await read(join(PACKAGES, TOKENS, "dist", "theme.css")), parts.join("\n") + layer);
  const sheet = [
    "@layer nlds, wegwijs;",
    await fontFaces(),
    `@layer nlds {${tokens}\n${parts.join("\n")}}`,
    `@layer wegwijs {${layer}}`,
  ].join("\n");
  await writeFile(join(OUT, "wegwijs.css"), squeeze(sheet));
  await cp(join(HERE, "css", "theme.css"), join(OUT, "theme.css"));
}

async function componentCss(name) {
  const dist = join(PACKAGES, name, "dist");
  const short = name.split("/")[1].replace(/-css$/, "");
  const files = await readdir(dist);
  return read(join(dist, files.includes("index.css") ? "index.css" : `${short}.css`));
}

/** Of the thousands of tokens of the theme, those that some rule asks for, directly or through another token. */
function usedTokens(theme, rules) {
  const all = new Map([...theme.matchAll(/^\s*(--[\w-]+):\s*(.+);$/gm)].map(([, name, value]) => [name, value]));
  const wanted = new Set();
  const ask = (text) => {
    for (const [, name] of text.matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (wanted.has(name)) continue;
      wanted.add(name);
      if (all.has(name)) ask(all.get(name));
    }
  };
  ask(rules);
  const lines = [...all].filter(([name]) => wanted.has(name)).map(([name, value]) => `${name}:${value};`);
  return `.voorbeeld-theme{${lines.join("\n")}}`;
}

async function fontFaces() {
  const faces = [];
  for (const { family, subsets } of WEB_FONTS) {
    const ranges = JSON.parse(await read(join(PACKAGES, "@fontsource", family, "unicode.json")));
    for (const subset of subsets) {
      for (const weight of WEIGHTS) {
        faces.push(
          `@font-face{font-family:"Noto Sans";font-style:normal;font-weight:${weight};font-display:swap;` +
            `src:url(fonts/${family}-${subset}-${weight}-normal.woff2) format("woff2");unicode-range:${ranges[subset]};}`,
        );
      }
    }
  }
  return faces.join("\n");
}

/** Comments and needless white space out; texts between quotes stay as they are. */
function squeeze(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/("[^"]*"|'[^']*')|\s+/g, (_, text) => text ?? " ")
    .replace(/("[^"]*"|'[^']*')|\s*([{};,])\s*/g, (_, text, mark) => text ?? mark)
    .replace(/;}/g, "}");
}

async function scripts() {
  const files = (await readdir(join(HERE, "js"))).filter((file) => file.endsWith(".js")).sort();
  const parts = await Promise.all(files.map((file) => read(join(HERE, "js", file))));
  await writeFile(join(OUT, "wegwijs.js"), parts.join("\n"));
  await cp(join(HERE, "icon.svg"), join(OUT, "icon.svg"));
}

async function fonts() {
  for (const { family, subsets } of WEB_FONTS)
    for (const subset of subsets)
      for (const weight of WEIGHTS) {
        const file = `${family}-${subset}-${weight}-normal.woff2`;
        await cp(join(PACKAGES, "@fontsource", family, "files", file), join(OUT, "fonts", file));
      }
  for (const [folder, name] of LETTER_FONTS)
    for (const weight of ["400Regular", "700Bold"]) {
      const file = `${name}_${weight}.ttf`;
      await cp(join(PACKAGES, "@expo-google-fonts", folder, weight, file), join(OUT, "fonts", "ttf", file));
    }
}

async function licences() {
  for (const name of names) {
    const found = (await readdir(join(PACKAGES, name))).filter((file) => /^licen[cs]e/i.test(file));
    if (found.length === 0) throw new Error(`no licence text in ${name}`);
    const { version, license } = JSON.parse(await read(join(PACKAGES, name, "package.json")));
    const texts = await Promise.all(found.map((file) => read(join(PACKAGES, name, file))));
    const target = `${name.replace(/^@/, "").replaceAll("/", "-")}.txt`;
    await writeFile(join(OUT, "licences", target), `${name} ${version} (${license})\n\n${texts.join("\n\n")}`);
  }
}
