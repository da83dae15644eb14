# The grammar of signatures as a table in C, for formulyar-cms alone.
GENERATED += $(BUILD)/gen/cms_grammar.h

$(BUILD)/gen/cms_grammar.h: src/cms/cms.asn
	@mkdir -p $(@D)
	@command -v asn1Parser >/dev/null || { echo "asn1Parser is missing: apt-get install libtasn1-bin" >&2; exit 1; }
	$(Q)asn1Parser -o $@.new -n cms_grammar $< >/dev/null
	$(Q)mv $@.new $@
