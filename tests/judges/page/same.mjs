// same.mjs - a file that nobody changed is saved as the bytes that were opened: every sample, in whatever encoding.
import { readdirSync, readFileSync } from "node:fs";
import { faults, start } from "./lib/browser.mjs";
import { fresh, openFiles, saved } from "./lib/page.mjs";
import { check, assert, done, is } from "./lib/tap.mjs";

const { browser, ears } = await start();
const { page, seen } = await fresh(browser);
const samples = readdirSync("samples").filter((name) => name.endsWith(".xml")).map((name) => `samples/${name}`);
samples.push(...readdirSync("samples/council").filter((name) => name.endsWith(".xml")).map((name) => `samples/council/${name}`));

for (const sample of samples) {
    await check(`saved as it was opened: ${sample}`, async () => {
        const short = sample.replace(/.*\//, "");
        await openFiles(page, sample);
        await page.getByRole("group", { name: "Действия" }).getByText(short).waitFor();
        const { bytes, name } = await saved(page, () => page.keyboard.press("Control+s"));
        assert(bytes.equals(readFileSync(sample)), `${bytes.length} bytes saved, ${readFileSync(sample).length} opened`);
        assert(name === short, `saved as ${name}`);
    });
}
is(faults(seen, ears), "", "nothing refused, asked for, heard or thrown");
await page.close();
await browser.close();
done();
