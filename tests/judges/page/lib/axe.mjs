// axe.mjs - what axe-core finds wrong on the screen that is shown, by WCAG 2.2 AA and what it calls best practice.
import { axeSource } from "./browser.mjs";

/** violations(PAGE): lines «rule: element: why»; empty when there are none. */
export async function violations(page) {
    await page.evaluate(axeSource);
    const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }));
    return result.violations.flatMap((violation) =>
        violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\s+/g, " ").slice(0, 240)}`),
    );
}

/** hiddenFocus(PAGE, STOPS): by Tab through the screen: what has the focus and is wholly hidden behind something else. */
export async function hiddenFocus(page, stops) {
    const found = [];
    for (let i = 0; i < stops; i++) {
        await page.keyboard.press("Tab");
        const hidden = await page.evaluate(() => {
            const one = document.activeElement;
            if (!one || one === document.body) return "";
            const { left, right, top, bottom } = one.getBoundingClientRect();
            const inside = (at, most) => Math.min(Math.max(at, 1), most - 1);
            for (const part of [0.1, 0.5, 0.9]) {
                const x = inside(left + (right - left) * part, innerWidth);
                const y = inside(top + (bottom - top) * part, innerHeight);
                if (x < left || x > right || y < top || y > bottom) continue;
                const seen = document.elementFromPoint(x, y);
                if (seen && (one.contains(seen) || seen.contains(one) || one.labels?.[0]?.contains(seen))) return "";
            }
            return `${one.tagName.toLowerCase()} «${(one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 40)}»`;
        });
        if (hidden && !found.includes(hidden)) found.push(hidden);
    }
    return found;
}

/** sideways(PAGE): elements that make the page scroll sideways at the width that the window has. */
export function sideways(page) {
    return page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > width + 1)
            .slice(-5)
            .map((one) => `${one.tagName.toLowerCase()}.${one.className} ends at ${Math.round(one.getBoundingClientRect().right)} of ${width}`)
            .concat(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
    });
}
