/*
 * lane.js - one worker and the requests that wait for it, in their order.  A worker that takes too long, is stopped or
 * fails is ended and another one started before the next request; only the request at work fails.
 */

import { EngineFailure } from './failure.js';

/* Answers of these are of no use once a newer one is asked for: the text has changed since. */
const OVERTAKEN = new Set(['check', 'render', 'follow']);
const STARTING = 120000; // milliseconds: a slow computer, its disk busy

/*
 * spawn(): a worker {post(message), listen(handler), fail(handler), end()}; begin(worker): its start message;
 * began(answer to it); newest: older waiting requests of the same verb give way, resolved with null.
 */
export class Lane {
    constructor({ spawn, begin, began, limit, newest }) {
        Object.assign(this, { spawn, begin, began, limit, newest });
        this.waiting = [];
        this.current = null;
        this.worker = null;
        this.count = 0;
    }

    /* Starts the worker now, so that the first request need not wait for it. */
    start() {
        return this.request({ type: 'call', verb: 'version', options: {}, inputs: [] });
    }

    /* The answer; null when it was overtaken; throws EngineFailure. */
    request(message, limit = this.limit) {
        if (this.newest && OVERTAKEN.has(message.verb)) this.overtake(message.verb);
        return new Promise((resolve, reject) => {
            this.waiting.push({ message: { ...message, id: ++this.count }, limit, resolve, reject });
            this.next();
        });
    }

    overtake(verb) {
        const old = this.waiting.filter((one) => one.message.verb === verb);
        this.waiting = this.waiting.filter((one) => one.message.verb !== verb);
        for (const one of old) one.resolve(null);
    }

    /* Ends what is at work and what waits: EngineFailure stopped. */
    stop() {
        const ended = [this.current, ...this.waiting].filter(Boolean);
        this.waiting = [];
        if (this.current) this.end();
        for (const one of ended) one.reject(new EngineFailure('stopped'));
    }

    end() {
        clearTimeout(this.timer);
        if (this.worker) this.worker.end();
        this.worker = this.current = null;
    }

    fail(word, detail) {
        const failed = this.current;
        this.end();
        if (failed) failed.reject(new EngineFailure(word, detail));
        this.next();
    }

    next() {
        if (this.current || !this.waiting.length) return;
        this.current = this.waiting.shift();
        if (this.worker) this.send();
        else this.launch();
    }

    launch() {
        let worker;
        try {
            worker = this.spawn();
        } catch (error) {
            this.fail('engine', String(error));
            return;
        }
        const ours = (handler) => (value) => worker === this.worker && handler(value);
        this.worker = worker;
        worker.listen(ours((message) => this.receive(message)));
        worker.fail(ours((detail) => this.fail('engine', detail)));
        this.timer = setTimeout(() => this.fail('time', 'start'), STARTING);
        this.post(this.begin(worker));
    }

    send() {
        this.timer = setTimeout(() => this.fail('time'), this.current.limit);
        this.post(this.current.message);
    }

    /* What is too large to be copied for the worker fails at once, not when its time is over. */
    post(message) {
        try {
            this.worker.post(message);
        } catch (error) {
            this.fail('memory', String(error));
        }
    }

    receive(message) {
        clearTimeout(this.timer);
        if (message.failure) {
            this.fail(message.type === 'start' ? startWord(message.failure) : message.failure.word, message.failure.detail);
            return;
        }
        if (message.type === 'ready') {
            this.began(message);
            this.send();
            return;
        }
        const done = this.current;
        this.current = null;
        done.resolve(message.answer);
        this.next();
    }
}

function startWord(failure) {
    return failure.word === 'engine' ? 'payload' : failure.word;
}
