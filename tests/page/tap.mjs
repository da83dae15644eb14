/* tap.mjs - the few functions with which tests of the page speak TAP. */
import { isDeepStrictEqual, inspect } from 'node:util';

let count = 0;
let failed = 0;

export function ok(good, name) {
    count++;
    if (!good) failed++;
    console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name}`);
}

/* What is the same passes, lists and objects by what is in them. */
export function is(got, wanted, name) {
    const same = isDeepStrictEqual(got, wanted);
    ok(same, name);
    if (!same) console.log(`wanted: ${inspect(wanted)}\ngot:    ${inspect(got)}`.replace(/^/gm, '# '));
}

/* The code and place of the error that is thrown, «doctype 1:1». */
export function refuses(call, wanted, name) {
    try {
        call();
        is('no error', wanted, name);
    } catch (error) {
        is(error.code ? `${error.code} ${error.line}:${error.column}` : String(error), wanted, name);
    }
}

export function skip(name, reason) {
    console.log(`ok ${++count} - ${name} # SKIP ${reason}`);
}

/* Ends the test; the exit status says whether all passed. */
export function done() {
    console.log(`1..${count}`);
    process.exitCode = failed ? 1 : 0;
}
