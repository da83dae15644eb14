/*
 * facts.js - what the engine tells once: its version, the editions and forms, what a case and a council file are made of.
 */

/* {version, libraries, editions, edition, forms, describe, describeMinutes, describeSchool, organization}. */
export async function readFacts(engine) {
    const call = (verb, options = {}) => engine.call(verb, options, [], { worker: 'live' });
    const [{ version }, describe, describeMinutes, describeSchool] = await Promise.all([
        call('version'),
        call('describe'),
        call('describe', { root: 'minutes' }),
        call('describe', { root: 'organization' }),
    ]);
    const { editions, edition, forms } = describe;
    const libraries = engine.libraries();
    const organization = engine.organization();
    return { version, libraries, editions, edition, forms, describe, describeMinutes, describeSchool, organization };
}
