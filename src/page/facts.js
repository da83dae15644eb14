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

/* {version, libraries, editions, edition, forms, describe, describeMinutes, describeSchool, organization}; throws SchoolRefused. */
export async function readFacts(engine) {
    const call = (verb, options = {}) => engine.call(verb, options, [], { worker: 'live' });
    const [{ version }, ...described] = await Promise.all([
        call('version'),
        call('describe'),
        call('describe', { root: 'minutes' }),
        call('describe', { root: 'organization' }),
    ]);
    const silent = described.find((one) => !one.root);
    if (silent) throw new SchoolRefused(silent.diagnostics);
    const [describe, describeMinutes, describeSchool] = described;
    const { editions, edition, forms } = describe;
    const libraries = engine.libraries();
    const organization = engine.organization();
    return { version, libraries, editions, edition, forms, describe, describeMinutes, describeSchool, organization };
}

/*
 * When the page starts: {facts, refused: editions inside that the engine does not take, see editions.js}.  Those are looked for only when
 * something is wrong.  Throws SchoolRefused when nothing is left to work with.
 */
export async function firstFacts(engine) {
    try {
        if (!engine.refuse(engine.school).length) return { facts: await readFacts(engine), refused: [] };
    } catch (error) {
        if (!error.faults) console.warn(error);
    }
    const { organization, editions } = engine.school;
    const { refused } = await addEditions(engine, { organization, editions: [] }, editions);
    return { facts: await readFacts(engine), refused };
}
