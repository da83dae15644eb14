// firefox.mjs - Debian's Firefox ESR by Marionette, the protocol that Firefox itself brings (playwright's needs a Firefox of its
// own build): JSON with its length in front, over a socket of 127.0.0.1.  Commands are those of WebDriver.
// https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "./listener.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const executable = ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find(existsSync);

/** preferences(EARS, FOLDER): downloads go to FOLDER unasked, the network to EARS; nothing is asked for by Firefox itself. */
function preferences(port, folder) {
    const all = {
        "browser.download.dir": folder,
        "browser.download.folderList": 2,
        "browser.download.useDownloadDir": true,
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.download.alwaysOpenPanel": false,
        "browser.download.open_pdf_attachments_inline": false,
        "browser.helperApps.neverAsk.saveToDisk":
            "application/pdf,application/zip,application/xml,text/xml,application/octet-stream",
        "browser.helperApps.showOpenOptionForPdfJS": false,
        "pdfjs.disabled": true,
        "browser.shell.checkDefaultBrowser": false,
        "browser.startup.homepage_override.mstone": "ignore",
        "browser.startup.page": 0,
        "datareporting.policy.dataSubmissionEnabled": false,
        "toolkit.telemetry.enabled": false,
        "app.update.disabledForTesting": true,
        "app.normandy.enabled": false,
        "browser.safebrowsing.malware.enabled": false,
        "browser.safebrowsing.phishing.enabled": false,
        "extensions.update.enabled": false,
        "intl.accept_languages": "ru-RU,ru",
        "intl.locale.requested": "ru",
        "marionette.port": 0,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": port,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": port,
        "network.proxy.allow_hijacking_localhost": true,
        "network.proxy.no_proxies_on": "",
        "remote.active-protocols": 2,
        "dom.disable_open_during_load": false,
        "dom.require_user_interaction_for_beforeunload": false,
    };
    return Object.entries(all)
        .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
        .join("");
}

/** Packets of a stream: «LENGTH:JSON». */
function packets(socket, each) {
    let rest = Buffer.alloc(0);
    socket.on("data", (chunk) => {
        rest = Buffer.concat([rest, chunk]);
        for (;;) {
            const colon = rest.indexOf(":");
            if (colon < 0) return;
            const end = colon + 1 + Number(rest.subarray(0, colon).toString());
            if (rest.length < end) return;
            const packet = JSON.parse(rest.subarray(colon + 1, end).toString());
            rest = rest.subarray(end);
            each(packet);
        }
    });
}

async function connected(port) {
    const socket = net.connect(port, "127.0.0.1");
    const waiting = new Map();
    let greeted;
    const greeting = new Promise((resolve, reject) => {
        greeted = resolve;
        socket.on("error", reject);
    });
    packets(socket, (packet) => {
        if (!Array.isArray(packet)) return greeted();
        const [, id, error, result] = packet;
        const { resolve, reject } = waiting.get(id);
        waiting.delete(id);
        if (error) reject(new Error(`${error.error}: ${error.message}`));
        else resolve(result && "value" in result ? result.value : result);
    });
    await greeting;
    let last = 0;
    return (name, parameters = {}) =>
        new Promise((resolve, reject) => {
            const id = ++last;
            waiting.set(id, { resolve, reject });
            const text = JSON.stringify([0, id, name, parameters]);
            socket.write(`${Buffer.byteLength(text)}:${text}`);
        });
}

/** until(WORK, WORDS, MS): what WORK gives once it is true; throws WORDS after MS. */
export async function until(work, words, ms = 10000) {
    const end = Date.now() + ms;
    for (;;) {
        const value = await work();
        if (value) return value;
        if (Date.now() > end) throw new Error(`waited ${ms} ms: ${words}`);
        await sleep(50);
    }
}

/** start(): a tab of a new Firefox; see the class. */
export async function start() {
    const ears = await listen();
    const profile = mkdtempSync(path.join(os.tmpdir(), "formulyar-firefox."));
    const downloads = path.join(profile, "downloads");
    mkdirSync(downloads);
    writeFileSync(path.join(profile, "user.js"), preferences(ears.port, downloads));
    const child = spawn(executable, ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile], {
        stdio: "ignore",
        env: { ...process.env, HOME: profile, MOZ_HEADLESS_WIDTH: "1366", MOZ_HEADLESS_HEIGHT: "900", LANG: "ru_RU.UTF-8" },
    });
    process.on("exit", () => {
        child.kill("SIGKILL");
        try {
            rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
        } catch {
            // Firefox may still write into it.
        }
    });
    const portFile = path.join(profile, "MarionetteActivePort");
    const port = await until(() => existsSync(portFile) && Number(readFileSync(portFile, "utf8")), "Firefox starts", 60000);
    const send = await connected(port);
    const { capabilities } = await send("WebDriver:NewSession", {
        capabilities: { alwaysMatch: { unhandledPromptBehavior: "ignore", timeouts: { script: 60000, pageLoad: 60000, implicit: 0 } } },
    });
    return new Tab(send, ears, downloads, capabilities);
}

export class Tab {
    constructor(send, ears, downloads, capabilities) {
        Object.assign(this, { send, ears, downloads, capabilities });
    }

    goto(address) {
        return this.send("WebDriver:Navigate", { url: address });
    }

    /** run(FUNCTION, ...ARGUMENTS): the function in the page; elements pass both ways, promises are waited for. */
    run(work, ...args) {
        return this.send("WebDriver:ExecuteScript", { script: `return (${work})(...arguments)`, args, sandbox: null });
    }

    /** find(XPATH): the first element that is seen, waited for. */
    find(xpath, ms) {
        return until(
            () =>
                this.run(
                    (path) => {
                        const all = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
                        for (let i = 0; i < all.snapshotLength; i++) {
                            if (all.snapshotItem(i).checkVisibility({ visibilityProperty: true })) return all.snapshotItem(i);
                        }
                        return null;
                    },
                    xpath,
                ),
            `nothing seen is ${xpath}`,
            ms,
        );
    }

    click(element) {
        return this.send("WebDriver:ElementClick", { id: element[ELEMENT] });
    }

    /** type(ELEMENT, TEXT): as keys are pressed; a path for an <input type=file>. */
    type(element, text) {
        return this.send("WebDriver:ElementSendKeys", { id: element[ELEMENT], text });
    }

    label(element) {
        return this.send("WebDriver:GetComputedLabel", { id: element[ELEMENT] });
    }

    role(element) {
        return this.send("WebDriver:GetComputedRole", { id: element[ELEMENT] });
    }

    /** keys(KEY...): pressed one after the other where the focus is; "\uE004" is Tab. */
    keys(...keys) {
        const actions = keys.flatMap((key) => [...key].flatMap((value) => [
            { type: "keyDown", value },
            { type: "keyUp", value },
        ]));
        return this.send("WebDriver:PerformActions", { actions: [{ type: "key", id: "keyboard", actions }] });
    }

    /** errors(): what Firefox's console says of errors in local pages, refusals of the policy among them. */
    async errors() {
        await this.send("Marionette:SetContext", { value: "chrome" });
        const all = await this.send("WebDriver:ExecuteScript", {
            script: `return Services.console.getMessageArray()
                .filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.warningFlag) &&
                    /^(file|blob|data):/.test(message.sourceName))
                .map((message) => message.errorMessage + " " + message.sourceName.slice(-60) + ":" + message.lineNumber)`,
            args: [],
        });
        await this.send("Marionette:SetContext", { value: "content" });
        return all;
    }

    async screenshot(file) {
        const value = await this.send("WebDriver:TakeScreenshot", { full: false, hash: false });
        writeFileSync(file, Buffer.from(value, "base64"));
    }

    size(width, height) {
        return this.send("WebDriver:SetWindowRect", { width, height });
    }

    async quit() {
        await this.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
        this.ears.close();
    }
}
