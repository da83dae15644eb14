// page.mjs - what somebody does in the page, by the words that stand on it.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ZipWriter } from "../../../../src/page/files/zip.js";
import { context, formulyar, opened, pageAddress } from "./browser.mjs";

export const scratch = process.env.scratch ?? "/tmp";

/** fresh(BROWSER, {...}): {page, seen, made} of a tab of its own store in which the page has started. */
export async function fresh(browser, options = {}) {
    const made = await context(browser, options);
    const tab = await opened(made, options.address ?? pageAddress);
    await started(tab.page);
    return { ...tab, made };
}

export function started(page) {
    return page.getByRole("button", { name: /^Новое дело/ }).first().waitFor({ timeout: 30000 });
}

/** openFiles(PAGE, FILES): by «Открыть…»; paths or {name, mimeType, buffer}. */
export async function openFiles(page, files) {
    const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("group", { name: "Действия" }).getByRole("button", { name: "Открыть…" }).click(),
    ]);
    await chooser.setFiles(files);
}

/** dropFiles(PAGE, [{name, buffer}]): as they are dragged into the window. */
export async function dropFiles(page, files) {
    const data = await page.evaluateHandle((all) => {
        const transfer = new DataTransfer();
        for (const { name, base64 } of all) {
            const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
            transfer.items.add(new File([bytes], name));
        }
        return transfer;
    }, files.map(({ name, buffer }) => ({ name, base64: buffer.toString("base64") })));
    for (const type of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("main", type, { dataTransfer: data });
}

/** screen(PAGE, NAME): a section of the page, by the list of sections. */
export async function screen(page, name) {
    await page.getByRole("navigation", { name: "Разделы" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
}

/** saved(PAGE, ACTION): {name, bytes} of the file that the action saves. */
export async function saved(page, action, timeout = 30000) {
    const [download] = await Promise.all([page.waitForEvent("download", { timeout }), action()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** archiveOf([{name, bytes}]): a ZIP, as openFiles() takes it. */
export function archiveOf(files) {
    const zip = new ZipWriter();
    for (const { name, bytes } of files) zip.add(name, bytes);
    return { name: "school.zip", mimeType: "application/zip", buffer: Buffer.from(zip.bytes()) };
}

/** native(...ARGUMENTS): {status, out} of the program itself; what it says follows what it prints. */
export function native(...args) {
    const { status, stdout, stderr } = spawnSync(formulyar, args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });
    return { status, out: stdout + stderr };
}

/** made(CASE, ...OPTIONS): {name: bytes} of what the program makes of a case file. */
export function made(file, ...options) {
    const folder = path.join(scratch, `native-${Math.random().toString(36).slice(2)}`);
    mkdirSync(folder, { recursive: true });
    const { out } = native("render", "-q", ...options, "-o", folder, file);
    const names = execFileSync("ls", [folder], { encoding: "utf8" }).split("\n").filter(Boolean);
    if (!names.length) throw new Error(`the program makes nothing of ${file}: ${out.slice(0, 300)}`);
    return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name))]));
}

/** verified(FILES...): throws unless `formulyar verify` finds each whole. */
export function verified(...files) {
    const { status, out } = native("verify", ...files);
    if (status !== 0) throw new Error(`formulyar verify: ${out}`);
}
