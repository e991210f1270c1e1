// Called by make.sh: prints han.txt from the unpacked packages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [work, date, openCc, unicode, pinyinPro] = process.argv.slice(2);
const { polyphonic } = createRequire(import.meta.url)(`${work}/npm/package/dist/index.js`);
const lines = file => readFileSync(`${work}/${file}`, 'utf8').split('\n').filter(line => line && !line.startsWith('#'));
const byCode = (a, b) => a.codePointAt(0) - b.codePointAt(0);

// The first candidate, followed to its end (薴 → 苧 → 苎), so that simplifying twice changes nothing.
const first = new Map(lines('TSCharacters.txt').map(line => line.split('\t')).map(([from, to]) => [from, to.split(' ')[0]]));
const simple = character => {
  const next = first.get(character);
  return next === undefined || next === character ? character : simple(next);
};
const simplified = [...first.keys()].sort(byCode).filter(from => simple(from) !== from).map(from => from + simple(from));

// Radicals and strokes encoded beside the characters they are; those that NFKC already folds are left out.
const radicals = lines('debian/usr/share/unicode/EquivalentUnifiedIdeograph.txt').flatMap(line => {
  const [range, to] = line.split('#')[0].split(';').map(part => part.trim());
  const [start, end] = range.split('..').map(hex => parseInt(hex, 16));
  const target = String.fromCodePoint(parseInt(to, 16));
  return Array.from({ length: (end ?? start) - start + 1 }, (_, i) => String.fromCodePoint(start + i))
    .filter(from => from.normalize('NFKC') === from).map(from => from + target);
}).sort(byCode);

// Readings without tones, the most common first; ü is written v, as it is typed; the rare ê is written ei.
const readings = [];
for (const [start, end] of [[0x3007, 0x3007], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0x20000, 0x323af]]) {
  for (let code = start; code <= end; code++) {
    const character = String.fromCodePoint(code);
    const found = polyphonic(character, { toneType: 'none', type: 'array', v: true })[0] ?? [];
    const plain = found.map(reading => reading.replace('ü', 'v').replace('ê', 'ei')).filter(r => /^[a-z]+$/.test(r));
    [...new Set(plain)].forEach((reading, rank) => {
      readings[rank] ??= new Map();
      readings[rank].set(reading, (readings[rank].get(reading) ?? '') + character);
    });
  }
}

const wrapped = pairs => {
  const rows = [];
  for (let at = 0; at < pairs.length; at += 50) rows.push(pairs.slice(at, at + 50).join(''));
  return rows;
};
console.log([
  '# Facts about Han characters, made by src/Han/data/make.sh; do not edit by hand.',
  `# date: ${date}`,
  `# source [simplified]: OpenCC, TSCharacters (Debian libopencc1.1 ${openCc}), Apache-2.0`,
  `# source [radicals]: Unicode, EquivalentUnifiedIdeograph.txt (Debian unicode-data ${unicode}), Unicode-DFS-2016`,
  `# source [readings n]: pinyin-pro ${pinyinPro} (npm), MIT`,
  '[simplified]', ...wrapped(simplified),
  '[radicals]', ...wrapped(radicals),
  ...readings.flatMap((syllables, rank) =>
    [`[readings ${rank + 1}]`, ...[...syllables].sort().map(([syllable, characters]) => `${syllable} ${characters}`)]),
].join('\n'));
