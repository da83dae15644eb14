# The manuals of doc/manual/, for people (make manuals: an HTML file each, with what it needs inside), and the pages of
# man(1): hand-written, but for the tables of messages and rules, which
# are made from src/base/messages.def, forms/rules.xml and forms/minutes-rules.xml.

HTML    := $(patsubst doc/manual/%.md,$(BUILD)/doc/%.html,$(sort $(wildcard doc/manual/*.md)))
MANUALS := $(BUILD)/doc/formulyar.1 $(BUILD)/doc/formulyar.3 $(BUILD)/doc/ru/formulyar.1

.PHONY: manual manuals
all manual: $(MANUALS)

# Of `all` where there is what makes them; a package asks for it (packaging/debian/control).
manuals: $(HTML)
all: $(if $(shell command -v cmark-gfm),manuals)

$(BUILD)/doc/%.html: doc/manual/%.md tools/html $(wildcard doc/pictures/*.png) $(wildcard doc/manual/*.md)
	@mkdir -p $(@D)
	@tools/html $< '$(VERSION)' > $@.new && mv $@.new $@

$(BUILD)/messages: tools/bake/messages.c src/base/messages.def
	@mkdir -p $(@D)
	@$(CC) -std=c11 -O1 $(WARNINGS) -Isrc -o $@ $<

$(BUILD)/doc/formulyar.%: doc/formulyar.% $(BUILD)/messages tools/manual $(wildcard forms/*rules.xml)
	@mkdir -p $(@D)
	@tools/manual en $< '$(VERSION)' $(BUILD)/messages > $@.new && mv $@.new $@

$(BUILD)/doc/ru/formulyar.1: doc/ru/formulyar.1 $(BUILD)/messages tools/manual $(wildcard forms/*rules.xml)
	@mkdir -p $(@D)
	@tools/manual ru $< '$(VERSION)' $(BUILD)/messages > $@.new && mv $@.new $@
