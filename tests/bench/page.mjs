// page.mjs - what the page costs in Chromium: see page.sh.  Prints a table.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { context, opened, pageFile, start } from "../judges/page/lib/browser.mjs";
import { fresh, openFiles, screen } from "../judges/page/lib/page.mjs";

const rounds = Number(process.env.ROUNDS ?? 5);
const keys = Number(process.env.KEYS ?? 50);
const [, , cases] = process.argv;

function spread(times) {
    const sorted = [...times].sort((a, b) => a - b);
    const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(0);
    return { median: at(0.5), least: at(0), most: at(0.9), greatest: at(1) };
}

function line(name, times, aim) {
    const { median, least, most, greatest } = spread(times);
    console.log(`${name.padEnd(44)} ${median.padStart(8)} ${least.padStart(8)} ${most.padStart(8)} ${greatest.padStart(8)}   ${aim}`);
}

/** A browser that has just started opens the page, and «Новое дело» is pressed as soon as it is there: ms to the first field. */
async function cold() {
    const { browser, ears } = await start();
    const made = await context(browser);
    await made.addInitScript(() => {
        let pressed = false;
        const look = () => {
            const button = [...document.querySelectorAll("main button")].find((one) => one.textContent.startsWith("Новое дело"));
            if (button && !pressed) {
                pressed = true;
                button.click();
            }
            const field = pressed && [...document.querySelectorAll("main input, main textarea")].find((one) => one.labels?.length && one.checkVisibility());
            if (field) globalThis.benchField = performance.now();
            else setTimeout(look, 2);
        };
        look();
    });
    const { page } = await opened(made);
    const time = await page.waitForFunction(() => globalThis.benchField, undefined, { timeout: 60000 });
    const value = await time.jsonValue();
    await browser.close();
    ears.close();
    return value;
}

/** Letters typed into a field of a finished case: ms from each key to the sheet that shows it, painted. */
async function keystrokes(browser) {
    const { page, made } = await fresh(browser);
    await openFiles(page, "samples/completed.xml");
    const field = page.getByRole("textbox", { name: /^Проблема( \d+)?$/ }).first();
    await field.waitFor();
    await field.focus();
    await page.keyboard.press("Control+End");
    await page.waitForTimeout(1000);
    await page.evaluate(() => {
        const sheet = document.querySelector('[role=region][aria-label="Так будет напечатано"]');
        globalThis.benchTimes = [];
        let pressed = 0;
        document.addEventListener("beforeinput", () => (pressed = performance.now()), true);
        new MutationObserver(() => {
            if (!pressed) return;
            const from = pressed;
            pressed = 0;
            requestAnimationFrame(() => setTimeout(() => globalThis.benchTimes.push(performance.now() - from)));
        }).observe(sheet, { childList: true, subtree: true, characterData: true, attributes: true });
    });
    for (let i = 0; i < keys; i++) {
        await page.keyboard.type("абвгдежзик"[i % 10]);
        await page.waitForFunction((count) => globalThis.benchTimes.length > count, i, { timeout: 5000, polling: 5 });
    }
    const times = await page.evaluate(() => globalThis.benchTimes);
    await made.close();
    return times;
}

/** All forms of 300 cases as an archive: ms, and the longest time in which the page answered nobody. */
async function year(browser, file) {
    const { page, made } = await fresh(browser);
    await openFiles(page, file);
    await screen(page, "Все дела");
    await page.locator("main").getByText("Показано: 300 из 300").waitFor({ timeout: 60000 });
    await page.getByText(/с ошибками — \d/).waitFor({ timeout: 60000 });
    await page.evaluate(() => {
        let last = performance.now();
        globalThis.benchGap = 0;
        setInterval(() => {
            globalThis.benchGap = Math.max(globalThis.benchGap, performance.now() - last);
            last = performance.now();
        }, 10);
    });
    await page.getByText("Сделать из всех дел").click();
    const from = Date.now();
    await page.getByRole("button", { name: "Все формы архивом (ZIP)" }).click();
    await page.getByRole("button", { name: /Сохранить файл/ }).waitFor({ timeout: 120000 });
    const time = Date.now() - from;
    const gap = await page.evaluate(() => globalThis.benchGap);
    await made.close();
    return { time, gap };
}

const size = readFileSync(pageFile);
const { browser, ears } = await start();
console.log(`The page in Chromium ${browser.version()}, from a local file:`);
console.log(`${size.length} bytes (aim: 1,500,000), ${gzipSync(size).length} packed by gzip`);
console.log(`${"".padEnd(44)} ${"ms".padStart(8)} ${"least".padStart(8)} ${"9 of 10".padStart(8)} ${"greatest".padStart(8)}   aim`);
const starts = [];
for (let i = 0; i < rounds; i++) starts.push(await cold());
line(`browser's tab to the first field, ${rounds} times`, starts, "1000");
line(`key to the sheet that shows it, ${keys} times`, await keystrokes(browser), "50");
const years = [];
for (let i = 0; i < 3; i++) years.push(await year(browser, cases));
line("300 cases, three forms each, as ZIP, 3 times", years.map((one) => one.time), "5000");
line("the page answers nobody meanwhile for", years.map((one) => one.gap), "100");
await browser.close();
ears.close();
process.exit();
