/*
 * preview_place.js - which part of the picture belongs to a field: by paths of the data, which the picture has at texts
 * («/case/problems/problem[2]»), labels and empty places («/case/problems/problem»).
 */

const STEP = /^([^[\]]+)(?:\[(\d+)\])?$/;

/* A path as [{name, at}]; at is 0 where no number is written. */
function stepsOf(path) {
    return path
        .split('/')
        .filter(Boolean)
        .map((step) => {
            const parts = STEP.exec(step);
            return parts ? { name: parts[1], at: Number(parts[2] || 0) } : { name: step, at: 0 };
        });
}

/* How far the path of a field and of a place go together.  A step of a field without a number is the first, one of a place is any. */
function together(field, place) {
    let count = 0;
    while (count < field.length && count < place.length) {
        const [a, b] = [field[count], place[count]];
        if (a.name !== b.name || (b.at && b.at !== (a.at || 1))) break;
        count++;
    }
    return count;
}

/*
 * How well what has one path shows the field of another: 0 not at all; whole numbers: it is the field, or holds it, or is in it;
 * halves: something beside it, in the same row.  isLabel: no data stand there.
 */
function fitness(wanted, path, isLabel) {
    const [field, place] = [stepsOf(wanted), stepsOf(path)];
    const common = together(field, place);
    if (common < 2) return 0;
    const exact = common === Math.min(field.length, place.length);
    if (exact) return 2 * common + (isLabel ? 0 : 1);
    return common > 2 ? common - 0.5 : 0;
}

/*
 * Of [{path, isLabel}] those that show the field best, by their places in the list, and whether they are the field itself
 * rather than something near it.
 */
export function bestPlaces(wanted, places) {
    const scores = places.map((place) => fitness(wanted, place.path, place.isLabel));
    const best = Math.max(0, ...scores);
    const found = best ? scores.flatMap((score, at) => (score === best ? [at] : [])) : [];
    return { found, isField: Number.isInteger(best) && best > 0 };
}
