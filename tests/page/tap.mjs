/* tap.mjs - the few functions with which tests of the page speak TAP. */

let count = 0;
let failed = 0;

export function ok(good, name) {
    count++;
    if (!good) failed++;
    console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name}`);
}

/* Strings and numbers that are the same pass. */
export function is(got, wanted, name) {
    ok(got === wanted, name);
    if (got !== wanted) console.log(`# wanted: ${wanted}\n# got:    ${got}`);
}

export function skip(name, reason) {
    console.log(`ok ${++count} - ${name} # SKIP ${reason}`);
}

/* Ends the test; the exit status says whether all passed. */
export function done() {
    console.log(`1..${count}`);
    process.exitCode = failed ? 1 : 0;
}
