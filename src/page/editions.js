/*
 * editions.js - the editions of a school, tried by the engine one after another: one that cannot be read (made for another version,
 * changed by hand) takes neither the page nor the others with it.
 *
 * A school is {organization: bytes or null, editions: files [{name: "ID/5.1.xml", bytes}]}, as engine/engine.js takes it.
 */

const folderOf = ({ name }) => name.split('/')[0];

/* What the engine says against a school, which is in force then: [] when it took it. */
export async function tryOut(engine, school) {
    return (await engine.setup(school)).filter((one) => one.severity !== 'warning');
}

/* The same, where the engine may fail over an edition: that is said against it, too. */
async function tryEdition(engine, school, name) {
    try {
        return await tryOut(engine, school);
    } catch (error) {
        if (!error.ru) throw error;
        return [{ severity: 'error', file: name, ru: error.ru, en: error.en }];
    }
}

/*
 * Adds of these files what the engine takes to a school that it takes, in place of what is called alike: {school, names: of those
 * that were added, refused: [{name, files, faults}]}.  That school is in force then.
 */
export async function addEditions(engine, school, files) {
    const [names, refused] = [[], []];
    let good = school;
    for (const name of new Set(files.map(folderOf))) {
        const own = files.filter((file) => folderOf(file) === name);
        const others = good.editions.filter((file) => folderOf(file) !== name);
        const wanted = { ...good, editions: [...others, ...own] };
        const faults = await tryEdition(engine, wanted, name);
        if (faults.length) {
            refused.push({ name, files: own, faults });
            continue;
        }
        good = wanted;
        names.push(name);
    }
    if (refused.length) await engine.setup(good);
    return { school: good, names, refused };
}
