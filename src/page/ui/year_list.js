/*
 * year_list.js - the list of all cases as data: counting, sorting, filtering, searching.  No page in it, so that node tests it.
 *
 * A row: {id, person, edition, regulation, status, rank, file, errors, warnings, first: {ru, en} or null, changed}; regulation is what the
 * edition is called where the list has several, rank where the status stands among those of all.
 */

const collator = new Intl.Collator('ru', { sensitivity: 'base', numeric: true });

/* "е" and "ё" are one letter to whoever searches; so are capitals. */
export const plain = (text) => String(text || '').toLocaleLowerCase('ru').replace(/ё/g, 'е');

/*
 * Counts messages by case: a Map from id to {errors, warnings, first}.  The first is the first error, else the first
 * warning.  Messages of no case are under "".
 */
export function countMessages(diagnostics) {
    const counts = new Map();
    for (const one of diagnostics) {
        const id = one.case || '';
        if (!counts.has(id)) counts.set(id, { errors: 0, warnings: 0, first: null, severe: false });
        const row = counts.get(id);
        const warning = one.severity === 'warning';
        if (warning) row.warnings++;
        else row.errors++;
        if (!row.first || (!warning && !row.severe)) {
            row.first = { ru: one.ru, en: one.en };
            row.severe = !warning;
        }
    }
    return counts;
}

function compare(key, a, b) {
    if (key === 'errors' || key === 'warnings') return a[key] - b[key];
    if (key === 'status') return a.rank - b.rank;
    if (key === 'needs') return collator.compare(a.first ? a.first.ru : '', b.first ? b.first.ru : '');
    return collator.compare(a[key] || '', b[key] || '');
}

/* Sorted rows; what is equal stays by surname, then id.  descending turns the key round, not the rest. */
export function sortRows(rows, key, descending) {
    return [...rows].sort((a, b) => {
        const first = compare(key, a, b);
        if (first !== 0) return descending ? -first : first;
        return collator.compare(a.person || '', b.person || '') || collator.compare(a.id || '', b.id || '');
    });
}

const FILTERS = {
    all: () => true,
    errors: (row) => row.errors > 0,
    warnings: (row) => row.warnings > 0,
    good: (row) => row.errors === 0 && row.checked !== false,
    changed: (row) => row.changed,
};

export const FILTER_NAMES = Object.keys(FILTERS);

/* Rows that a filter keeps, of one edition if that is named, and that have all words of the search; stateOf(row) are those of its status. */
export function filterRows(rows, { filter = 'all', edition = '', search = '' }, stateOf = (row) => row.status) {
    const keep = FILTERS[filter] || FILTERS.all;
    const words = plain(search).split(/\s+/).filter(Boolean);
    return rows.filter((row) => {
        if (!keep(row) || (edition && row.edition !== edition)) return false;
        const text = plain([row.person, row.id, row.regulation, stateOf(row), row.file].join(' '));
        return words.every((word) => text.includes(word));
    });
}

/* Slices of n rows at most, for work that shows progress. */
export function slices(rows, n) {
    const all = [];
    for (let at = 0; at < rows.length; at += n) all.push(rows.slice(at, at + n));
    return all;
}

/* Ids that come twice. */
export function twice(rows) {
    const seen = new Set();
    const double = new Set();
    for (const row of rows) {
        if (!row.id) continue;
        if (seen.has(row.id)) double.add(row.id);
        seen.add(row.id);
    }
    return double;
}

/*
 * The form whose section has the field at a path ("/case/conclusion/@date"), by what verb describe tells of sections; "" when
 * it is of none.  The longest path of a section wins.
 */
export function formOfPath(describe, path) {
    const plainPath = path.replace(/^\/[^/]+\//, '').replace(/\[\d+\]/g, '');
    let best = { form: '', length: 0 };
    for (const section of describe.sections || [])
        for (const own of section.paths || []) {
            const inside = plainPath === own || plainPath.startsWith(`${own}/`) || own.startsWith(`${plainPath}/`);
            if (inside && own.length > best.length) best = { form: section.form || '', length: own.length };
        }
    return best.form;
}
