/*
 * facts.js - what the engine tells once: its version, the editions and forms, what a case and a council file are made of.
 */

import { addEditions } from './editions.js';

/* There is nothing to fill in or print; error.faults: what the engine says is wrong. */
export class SchoolRefused extends Error {
    constructor(faults) {
        super(faults.map((one) => one.ru).join('; '));
        this.faults = faults;
    }
}

/*
 * {version, libraries, editions, edition, describe, described, describeMinutes, describeSchool, organization}; edition is the newest, describe
 * that of its cases, described a Map from editions to theirs, which describeEdition() fills.  Throws SchoolRefused.
 */
export async function readFacts(engine) {
    const call = (verb, options = {}) => engine.call(verb, options, [], { worker: 'live' });
    const [{ version }, ...told] = await Promise.all([
        call('version'),
        call('describe'),
        call('describe', { root: 'minutes' }),
        call('describe', { root: 'organization' }),
    ]);
    const silent = told.find((one) => !one.root);
    if (silent) throw new SchoolRefused(silent.diagnostics);
    const [describe, describeMinutes, describeSchool] = told;
    const { editions, edition } = describe;
    const described = new Map([[edition, describe]]);
    const libraries = engine.libraries();
    const organization = engine.organization();
    return { version, libraries, editions, edition, describe, described, describeMinutes, describeSchool, organization };
}

/* What can be filled in for cases of an edition; what is wrong with one that cannot be described is told with its cases. */
export async function describeEdition(engine, facts, edition) {
    if (!facts.described.has(edition)) {
        const told = await engine.call('describe', { edition }, [], { worker: 'live' });
        facts.described.set(edition, told.root ? told : facts.describe);
    }
    return facts.described.get(edition);
}

/* Whether the engine can describe every edition that the school brings. */
async function describeBrought(engine, facts) {
    for (const edition of new Set(engine.school.editions.map(({ name }) => name.split('/')[0])))
        if (edition !== facts.edition && (await describeEdition(engine, facts, edition)) === facts.describe) return false;
    return true;
}

/*
 * When the page starts: {facts, refused: editions inside that the engine does not take, see editions.js}.  Those are looked for only when
 * something is wrong.  Throws SchoolRefused when nothing is left to work with.
 */
export async function firstFacts(engine) {
    try {
        const facts = engine.refuse(engine.school).length ? null : await readFacts(engine);
        if (facts && (await describeBrought(engine, facts))) return { facts, refused: [] };
    } catch (error) {
        if (!error.faults) console.warn(error);
    }
    const { organization, editions } = engine.school;
    const { refused } = await addEditions(engine, { organization, editions: [] }, editions);
    return { facts: await readFacts(engine), refused };
}
