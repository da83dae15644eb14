/* faults.js - what the engine says of files of the school, with the place in them, so that whoever wrote them finds it. */

import { half, t } from '../words.js';
import { el } from './dom.js';

const SHOWN = 50;

/* «gymnasium/5.4.xml, строка 15: …»; a folder is no place. */
export function placed(one) {
    const file = (one.file || '').replace(/^\/?data\/forms\/?/, '');
    if (!/\.(xml|xsd)$/.test(file)) return half(one);
    return `${one.line > 0 ? t('fault.place', file, one.line) : file}: ${half(one)}`;
}

export function faultList(faults) {
    return el('ul', {}, faults.slice(0, SHOWN).map((one) => el('li', {}, placed(one))));
}
