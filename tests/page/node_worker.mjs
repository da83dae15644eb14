/* node_worker.mjs - src/page/engine/worker.js inside of a worker of node's, and how engine.js spawns it. */

import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { serve } from '../../src/page/engine/worker.js';

if (!isMainThread)
    serve({
        post: (message, transfer) => parentPort.postMessage(message, transfer || []),
        listen: (handler) => parentPort.on('message', handler),
    });

/* change(message): what a test makes of a message on its way in; null: it is lost. */
export function spawnNode(change = (message) => message) {
    const worker = new Worker(new URL(import.meta.url));
    return {
        post(message) {
            const changed = change(message);
            if (changed) worker.postMessage(changed);
        },
        listen: (handler) => worker.on('message', handler),
        fail: (handler) => worker.on('error', (error) => handler(String(error))),
        end: () => worker.terminate(),
    };
}
