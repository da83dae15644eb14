// drafts.mjs - what the browser keeps: nothing unasked; a draft when it was asked for, which is back after the tab was killed
// and gone when it is erased or saved.
import { faults, opened, start } from "./lib/browser.mjs";
import { fresh, saved, started } from "./lib/page.mjs";
import { assert, check, done, is } from "./lib/tap.mjs";

const SURNAME = "Ёлкина-Проверочная";

/** kept(PAGE): all that this page's browser keeps, as one text. */
function kept(page) {
    return page.evaluate(async () => {
        const all = [document.cookie, ...Object.entries(localStorage).flat(), ...Object.entries(sessionStorage).flat()];
        for (const { name } of await indexedDB.databases()) {
            const base = await new Promise((resolve, reject) => {
                const asked = indexedDB.open(name);
                asked.onsuccess = () => resolve(asked.result);
                asked.onerror = () => reject(asked.error);
            });
            for (const store of base.objectStoreNames) {
                const records = await new Promise((resolve, reject) => {
                    const asked = base.transaction(store).objectStore(store).getAll();
                    asked.onsuccess = () => resolve(asked.result);
                    asked.onerror = () => reject(asked.error);
                });
                all.push(...records.map((one) => JSON.stringify(one)));
            }
            base.close();
        }
        return all.filter(Boolean).join("\n");
    });
}

/** typed(PAGE): a new case with a surname in it. */
async function typed(page) {
    await page.getByRole("button", { name: /^Новое дело/ }).first().click();
    await page.getByLabel("Фамилия", { exact: true }).first().fill(SURNAME);
    await page.waitForTimeout(4000); // a draft may be written some seconds after the last key
}

const { browser, ears } = await start();

await check("without being asked nothing is kept", async () => {
    const { page, made } = await fresh(browser);
    await typed(page);
    const text = await kept(page);
    assert(text === "", `kept: ${text.slice(0, 300)}`);
    await made.close();
});

const { page, seen, made } = await fresh(browser);
await check("drafts are switched on by somebody who is told what they are", async () => {
    const box = page.getByRole("checkbox", { name: "Хранить черновики в этом браузере" });
    assert(!(await box.isChecked()), "it is on already");
    assert(/персональные данные/.test(await page.locator("main").innerText()), "personal data are not spoken of");
    await box.check();
    await typed(page);
    assert((await kept(page)).includes(SURNAME), "nothing is kept");
    await page.getByText("Черновики хранятся в этом браузере").waitFor();
});

let again;
await check("the tab is killed, and the draft is back", async () => {
    const session = await made.newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    session.send("Page.crash").catch(() => {});
    await crashed;
    again = await opened(made);
    await started(again.page);
    await again.page.getByRole("button", { name: "Вернуть черновики" }).click();
    const field = again.page.getByLabel("Фамилия", { exact: true }).first();
    await field.waitFor();
    assert((await field.inputValue()) === SURNAME, "the surname is not the one that was typed");
});

await check("what has been saved is no draft any more", async () => {
    const { bytes } = await saved(again.page, () => again.page.keyboard.press("Control+s"));
    assert(bytes.includes(SURNAME), "the saved file has not what was typed");
    await again.page.waitForTimeout(4000);
    const text = await kept(again.page);
    assert(!text.includes(SURNAME), "it is still kept");
});

await check("erased is erased", async () => {
    await again.page.getByLabel("Фамилия", { exact: true }).first().fill(`${SURNAME}-2`);
    await again.page.waitForTimeout(4000);
    assert((await kept(again.page)).includes(SURNAME), "nothing is kept before it is erased");
    await again.page.getByRole("contentinfo").getByRole("button", { name: "Стереть черновики" }).click();
    const yes = again.page.getByRole("dialog").getByRole("button").first();
    if (await yes.isVisible().catch(() => false)) await yes.click();
    await again.page.waitForTimeout(1000);
    assert(!(await kept(again.page)).includes(SURNAME), "it is still kept");
});
seen.errors = seen.errors.filter((text) => text !== "the tab crashed");
is(faults(seen, ears) + (again ? faults(again.seen) : ""), "", "nothing refused, asked for, heard or thrown");

await browser.close();
done();
