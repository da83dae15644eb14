/*
 * facts.js - what the engine tells once: its version, the editions and forms, what a case and a council file are made of.
 */

/* {version, libraries, editions, edition, forms, describe, describeMinutes, describeSchool, organization}. */
export async function readFacts(engine) {
    const call = (verb, options = {}) => engine.call(verb, options, [], { worker: 'live' });
    const [version, listed, describe, minutes, school] = await Promise.all([
        call('version'),
        call('forms'),
        call('describe'),
        call('describe', { root: 'minutes' }),
        call('describe', { root: 'organization' }),
    ]);
    return {
        version: version.version || '',
        libraries: engine.libraries ? engine.libraries() : [],
        editions: editionsOf(describe, listed),
        edition: describe.edition || '',
        forms: describe.forms || [],
        describe,
        describeMinutes: minutes,
        describeSchool: school,
        organization: engine.organization ? engine.organization() : '',
    };
}

/* The editions as describe tells them, else out of the list of forms. */
function editionsOf(describe, listed) {
    if (describe.editions && describe.editions.length) return describe.editions;
    const byId = new Map();
    for (const form of listed.forms || [])
        byId.set(form.edition, { id: form.edition, title: form.title_of_edition, approved: form.approved, checked: form.checked });
    return [...byId.values()];
}
