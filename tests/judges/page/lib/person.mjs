// person.mjs - somebody without a mouse before the page: what has the focus is known by the role and the name that Chromium
// tells a screen reader, and is reached by Tab alone.

/** like(WANTED, NAME): a text is the whole name, a pattern is found in it. */
function like(wanted, name) {
    return wanted instanceof RegExp ? wanted.test(name) : name === wanted;
}

export class Person {
    /** Person.at(PAGE): the page of playwright, and where the focus is by CDP. */
    static async at(page) {
        const person = new Person();
        person.page = page;
        person.cdp = await page.context().newCDPSession(page);
        await person.cdp.send("Accessibility.enable");
        return person;
    }

    /** focus(): {role, name, value, within: [names of what it stands in]} of what has the focus. */
    async focus() {
        const { result } = await this.cdp.send("Runtime.evaluate", { expression: "document.activeElement" });
        if (!result.objectId) return { role: "none", name: "", within: [] };
        const { nodes } = await this.cdp.send("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: true });
        await this.cdp.send("Runtime.releaseObject", { objectId: result.objectId });
        const [node] = nodes;
        const byId = new Map(nodes.map((one) => [one.nodeId, one]));
        const within = [];
        for (let up = byId.get(node.parentId); up; up = byId.get(up.parentId)) {
            if (up.name?.value) within.push(up.name.value);
        }
        return { role: node.role?.value ?? "none", name: node.name?.value ?? "", value: node.value?.value ?? "",
            description: node.description?.value ?? "", within, focused: node };
    }

    async press(...keys) {
        for (const key of keys) await this.page.keyboard.press(key);
    }

    /** type(TEXT): key by key; ends of lines by Enter. */
    async type(text) {
        const lines = text.split("\n");
        for (const [i, line] of lines.entries()) {
            if (i) await this.press("Enter");
            await this.page.keyboard.type(line);
        }
    }

    /**
     * tabTo(NAME, {role, within, back}): Tab (Shift+Tab when back) until what has the focus is so named; throws after a round
     * through all that takes the focus, with what was met.
     */
    async tabTo(name, { role, within, back = false, most = 400 } = {}) {
        const met = [];
        for (let i = 0; i < most; i++) {
            const now = await this.focus();
            const right = like(name, now.name) && (!role || like(role, now.role)) && (!within || now.within.some((one) => like(within, one)));
            if (right) return now;
            met.push(`${now.role} «${now.name}»`);
            await this.press(back ? "Shift+Tab" : "Tab");
        }
        const few = [...new Set(met)].slice(0, 120).join(", ");
        throw new Error(`Tab never reaches ${role ?? "what"} is named ${name}${within ? ` in ${within}` : ""}; met: ${few}`);
    }

    /** pick(NAME, OPTION, {...}): an option of a drop-down, by arrows alone. */
    async pick(name, option, where = {}) {
        await this.tabTo(name, where);
        for (let i = 0; i < 60; i++) {
            const text = await this.page.evaluate(() => document.activeElement.selectedOptions?.[0]?.textContent.trim() ?? "");
            if (like(option, text)) return;
            await this.press("ArrowDown");
        }
        throw new Error(`${name} has no option ${option}`);
    }

    /** fill(NAME, TEXT, {...}): what stood there is replaced. */
    async fill(name, text, where = {}) {
        await this.tabTo(name, { role: /textbox|combobox|searchbox|Date/, ...where });
        await this.press("Control+a");
        await this.type(text);
    }

    /** mark(OPTION, {within}): a box to tick, or one of a group of which only one can be chosen. */
    async mark(option, where = {}) {
        const found = await this.tabTo(/./, { role: /^(checkbox|radio)$/, ...where, most: 600 });
        if (found.role === "radio") {
            for (let i = 0; i < 12; i++) {
                const now = await this.focus();
                if (like(option, now.name)) {
                    await this.press("Space");
                    return;
                }
                await this.press("ArrowDown");
            }
            throw new Error(`no option ${option} among ${found.name}`);
        }
        await this.tabTo(option, { role: "checkbox", ...where });
        await this.press("Space");
    }

    async push(name, where = {}) {
        await this.tabTo(name, { role: /button|link|menuitem|tab/, ...where });
        await this.press("Enter");
    }
}
