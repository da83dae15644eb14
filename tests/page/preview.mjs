/* preview.mjs - what of the page beside the fields needs no browser (src/page/ui/preview_*.js), under node; speaks TAP. */

import { readFileSync } from 'node:fs';
import { formOf, isKnown, splitPages } from '../../src/page/ui/preview_dom.js';
import { bestPlaces } from '../../src/page/ui/preview_place.js';
import { done, is, ok } from './tap.mjs';

const golden = readFileSync(new URL('../svg/typed.svg', import.meta.url), 'utf8');
const pages = splitPages(golden);
is(pages.map((page) => [page.width, page.height]), [[595.276, 841.89]], 'a picture is cut into pages');
ok(pages[0].body.startsWith('<g ') && pages[0].body.endsWith('</g>\n'), 'a page is what is between its frame');
is((pages[0].body.match(/<g[ >]/g) || []).length, (pages[0].body.match(/<\/g>/g) || []).length, 'whole elements');
ok(isKnown(pages[0].body), 'what the engine writes is known');
const blank = readFileSync(new URL('../svg/blank.svg', import.meta.url), 'utf8');
ok(splitPages(blank).every((page) => isKnown(page.body)), 'of every form');
for (const strange of ['<script>', '<a href="x">', '<text onclick="x">', '<g style="x">', '<g id="x">', '<rect fill="url(#x)"/>', '<!-- x -->', '<?x?>',
    '<![CDATA[x]]>', '<g xmlns="x">', '<x:g>', '<text class="toast">', '<g role="alert">', '<path d="M0 0;x"/>', '<g aria-label="<">', '<g', '<text x=1>', '<TEXT>'])
    ok(!isKnown(`<g>t</g>${strange}<g>t</g>`), `refused: ${strange}`);
is([formOf(golden), formOf(blank), formOf('<svg>')], ['5.1', '5.4', ''], 'a picture says which form it is');
const long = golden.replace('</g>\n</svg>', '</g>\n<rect y="1" width="2" height="3" fill="#c8c8c8"/>\n' +
    '<g class="page" data-page="2" transform="translate(0 853.89)">\n<rect width="100" height="200" fill="#fff"/>\n<g>x</g>\n</g>\n</svg>');
is(splitPages(long).map((page) => page.width), [595.276, 100], 'several pages');
is(splitPages(long)[0].body, pages[0].body, 'the strip between them is of none');
is(splitPages(long)[1].body, '<g>x</g>\n', 'nor is the end of the picture');
is(splitPages('<svg></svg>').concat(splitPages(''), splitPages('<g class="page" data-page="1">')), [], 'what is no picture of ours');

const places = [
    ['/case/teacher'],
    ['/case/decision', true],
    ['/case/decision/@date'],
    ['/case/decision/basis'],
    ['/case/problems/problem', true],
    ['/case/problems/problem[1]'],
    ['/case/problems/problem[2]'],
    ['/case/results/result[1]/before'],
    ['/case/results/result[1]/after'],
    ['/case/results/result[2]/before'],
    ['/case/signers/signer'],
    ['/case/help/measure[1]/@kind'],
    ['/case/help/measure[1]'],
    ['/case/teacher'],
].map(([path, isLabel]) => ({ path, isLabel: Boolean(isLabel) }));

function shows(wanted, paths, isField, name) {
    const { found, isField: told } = bestPlaces(wanted, places);
    is([found.map((at) => places[at].path), told], [paths, isField], name);
}
shows('/case/decision/@date', ['/case/decision/@date'], true, 'a field is where its data are');
shows('/case/teacher/surname', ['/case/teacher', '/case/teacher'], true, 'or what holds it, everywhere');
shows('/case/problems/problem[2]', ['/case/problems/problem[2]'], true, 'the second of several');
shows('/case/problems/problem', ['/case/problems/problem[1]'], true, 'the first needs no number');
shows('/case/problems/problem[3]', ['/case/problems/problem'], true, 'what is not there is at the label');
shows('/case/signers/signer[1]/surname', ['/case/signers/signer'], true, 'one alone has no number');
shows('/case/results/result[2]/after', ['/case/results/result[2]/before'], false, 'an empty cell is in its row');
shows('/case/help/measure[1]/@kind', ['/case/help/measure[1]/@kind'], true, 'an attribute before its element');
shows('/case/conclusion/reasons', [], false, 'what is on another form is nowhere');
shows('/case', [], false, 'all is nothing');
shows('', [], false, 'nothing');
done();
