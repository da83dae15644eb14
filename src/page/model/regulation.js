/*
 * regulation.js - what verb describe tells of an edition's cases, as the screens ask for it: states, whom a case is about, papers over
 * many cases, a new case.  No name of any regulation stands here.
 */
import { escapeAttribute } from './xmltext.js';

const SPACE = 'urn:formulyar:case:1';

/* The states that a case may have, in the order of its life: [{value, ru, en}]. */
export function statesOf(describe) {
    const told = describe.fields && describe.fields['@status'];
    const attribute = (describe.root.type.attributes || []).find((it) => it.name === 'status');
    return (told && told.options) || (attribute && attribute.type.codes) || [];
}

/* What a state is called in a list: without the forms that stand in brackets behind it; null: it is none of them. */
export function stateWords(describe, value) {
    const found = statesOf(describe).find((it) => it.value === value);
    const short = (text) => (text || '').replace(/\s*\([^()]*\)$/, '');
    return found ? { ru: short(found.ru), en: short(found.en) } : null;
}

/* Where a state stands in that order; behind all of them when it is none. */
export function stateRank(describe, value) {
    const states = statesOf(describe);
    const at = states.findIndex((it) => it.value === value);
    return at < 0 ? states.length : at;
}

/* The text of a new case: all that a case must have to be known, its state the first. */
export function newCaseText(describe, id) {
    const [first] = statesOf(describe);
    const values = [['id', id], ['edition', describe.edition], ...(first ? [['status', first.value]] : [])];
    const attributes = values.map(([name, value]) => ` ${name}="${escapeAttribute(value, '"')}"`).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n<case xmlns="${SPACE}"${attributes}>\n</case>\n`;
}

/*
 * Editions of which a case can be begun: those that are approved, the newest first, then those that are a regulation of
 * themselves.
 */
export function choicesOf({ editions, edition }) {
    const approved = editions.filter((it) => it.approved).sort((a, b) => (a.approved < b.approved ? 1 : -1));
    const newest = approved.filter((it) => it.id === edition);
    return [...newest, ...approved.filter((it) => it.id !== edition), ...editions.filter((it) => it.own && !it.approved)];
}

/*
 * Cases that may stand in one paper ("bundle", "summary", "workbook"), of editions that have it: [{key, edition, options, documents}];
 * an edition that shares the paper with no other is by itself, and options name it.  describeOf(document): of its edition.
 */
export function paperGroups(paper, documents, describeOf) {
    const groups = new Map();
    for (const document of documents) {
        const describe = describeOf(document);
        const found = (describe.papers || []).find((it) => it.id === paper);
        if (!found) continue;
        const key = found.own ? describe.edition : '';
        if (!groups.has(key)) groups.set(key, { key, edition: describe.edition, options: found.own ? { edition: key } : {}, documents: [] });
        groups.get(key).documents.push(document);
    }
    return [...groups.values()];
}
