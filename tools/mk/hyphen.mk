# Hyphenation patterns: Debian's dictionary as a table in C.
HYPHEN_DICTIONARY ?= /usr/share/hyphen/hyph_ru_RU.dic
GENERATED += $(BUILD)/gen/hyphen_patterns.h

$(BUILD)/tools/mkhyphen: tools/bake/mkhyphen.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 $(WARNINGS) -o $@ $<

$(HYPHEN_DICTIONARY):
	@echo "hyphenation patterns are missing: apt-get install hyphen-ru" >&2; exit 1

$(BUILD)/gen/hyphen_patterns.h: $(BUILD)/tools/mkhyphen $(HYPHEN_DICTIONARY)
	@mkdir -p $(@D)
	$< < $(HYPHEN_DICTIONARY) > $@.new
	mv $@.new $@
