# The manual pages: hand-written, but for the tables of messages and rules, which
# are made from src/base/messages.def, forms/rules.xml and forms/minutes-rules.xml.

MANUALS := $(BUILD)/doc/formulyar.1 $(BUILD)/doc/formulyar.3 $(BUILD)/doc/ru/formulyar.1

.PHONY: manual
all manual: $(MANUALS)

$(BUILD)/messages: tools/bake/messages.c src/base/messages.def
	@mkdir -p $(@D)
	@$(CC) -std=c11 -O1 $(WARNINGS) -Isrc -o $@ $<

$(BUILD)/doc/formulyar.%: doc/formulyar.% $(BUILD)/messages tools/manual $(wildcard forms/*rules.xml)
	@mkdir -p $(@D)
	@tools/manual en $< '$(VERSION)' $(BUILD)/messages > $@.new && mv $@.new $@

$(BUILD)/doc/ru/formulyar.1: doc/ru/formulyar.1 $(BUILD)/messages tools/manual $(wildcard forms/*rules.xml)
	@mkdir -p $(@D)
	@tools/manual ru $< '$(VERSION)' $(BUILD)/messages > $@.new && mv $@.new $@
