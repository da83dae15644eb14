# What a build is made of, for src/engine/build.c: a digest of the sources, and the libraries as they were called then.
BUILD_FACTS := $(BUILD)/gen/build_facts.h
GENERATED   += $(BUILD_FACTS)
BUILD_LIBRARIES := libdeflate libzip libunibreak libutf8proc harfbuzz-subset
BUILD_SOURCES := $(sort $(wildcard src/*.[ch] src/*/*.[ch] src/*/*.def src/*/*.asn))

$(BUILD_FACTS): $(BUILD_SOURCES) tools/mk/build.mk
	@mkdir -p $(@D)
	@{ printf '#define BUILD_SOURCES "%s"\n' \
	       "$$(printf '%s\n' $(BUILD_SOURCES) | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c 1-64)"; \
	   printf '#define BUILD_LIBRARIES "%s"\n' "$$(for library in $(BUILD_LIBRARIES); do \
	       printf '%s %s\n' "$$library" "$$(pkg-config --modversion "$$library" 2>/dev/null || echo '?')"; done | paste -sd, | sed 's/,/, /g')"; \
	 } >$@.new
	@cmp -s $@.new $@ || cp $@.new $@
	@rm $@.new
	@touch $@
