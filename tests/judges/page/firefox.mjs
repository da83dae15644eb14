// firefox.mjs - the same page in Firefox ESR: a case is begun, the sheet shows what is typed, a case is opened and its PDF is the
// one that the program makes.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pageAddress } from "./lib/browser.mjs";
import { start, until } from "./lib/firefox.mjs";
import { made, scratch, verified } from "./lib/page.mjs";
import { assert, check, done, is } from "./lib/tap.mjs";

const tab = await start();
const button = (name) => `//button[starts-with(normalize-space(.), "${name}")]`;

await check("the page starts", async () => {
    await tab.goto(pageAddress);
    await tab.find(button("Новое дело"), 30000);
});

await check("the sheet shows what is typed", async () => {
    await tab.click(await tab.find(button("Новое дело")));
    const field = await tab.find(`//label[normalize-space(.)="Фамилия"]/following::input[1]`);
    is(await tab.label(field), "Фамилия", "the field has its name for a screen reader");
    await tab.type(field, "Ёлкина");
    await until(() => tab.run(() => [...document.querySelectorAll("svg")].some((one) => one.textContent.includes("Ёлкина"))), "the sheet does not show it");
});

await check("a case is dropped into the window", async () => {
    await tab.run(
        (text) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], "completed.xml"));
            for (const type of ["dragenter", "dragover", "drop"]) {
                document.querySelector("main").dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
            }
        },
        readFileSync("samples/completed.xml", "utf8"),
    );
    await tab.find(`//*[contains(., "completed.xml")]`);
    await until(() => tab.run(() => [...document.querySelectorAll("svg")].some((one) => one.textContent.includes("Савельева"))), "the sheet does not show it");
});

await check("its PDF is the one that the program makes, byte for byte", async () => {
    await tab.click(await tab.find(button("Сохранить PDF")));
    const name = await until(() => readdirSync(tab.downloads).find((one) => one.endsWith(".pdf") && !existsSync(path.join(tab.downloads, `${one}.part`))), "no PDF is saved");
    const bytes = await until(() => {
        const now = readFileSync(path.join(tab.downloads, name));
        return now.length && now;
    }, "it is empty");
    const wanted = made("samples/completed.xml", "-t", "pdf");
    assert(name in wanted, `it is called ${name}`);
    assert(bytes.equals(wanted[name]), `${bytes.length} bytes, and ${wanted[name].length} of the program`);
    const file = path.join(scratch, name);
    writeFileSync(file, bytes);
    verified(file);
});

const errors = await tab.errors();
is(errors.join("\n"), "", "no error, nothing refused by the policy");
is(tab.ears.heard.join("\n"), "", "nothing is heard on the network");
await tab.quit();
done();
