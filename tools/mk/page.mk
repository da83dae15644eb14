# make page: build/formulyar.html, the whole program in one file that a browser opens.  The engine is compiled to
# WebAssembly with Debian's clang, lld and wasi-libc, against libraries compiled the same way from Debian's source
# packages (tools/libraries/sources.list); then script, style, forms and fonts are put around it.
# PAGE_JOBS compilers at once; PAGE_SOURCES=folder: where the pinned source files lie, for a machine without a network.

PAGE          := $(BUILD)/formulyar.html
PAGE_BUILD    := $(BUILD)/page
PAGE_ENGINE   := $(PAGE_BUILD)/engine.wasm
PAGE_SYSROOT  := $(PAGE_BUILD)/sysroot
PAGE_CC       ?= clang
PAGE_JOBS     ?= $(JOBS)
PAGE_OPTIMISE ?= -Os
# Where forms and fonts lie in the file system that the page's script shows to the engine.
PAGE_DATA     := /data
# All but what needs processes or prints: an export of src/page/door.h leads to what is linked.
PAGE_ENGINE_C := $(filter-out src/batch/% src/cmd/% src/join/% src/cms/% src/base/confine.c,$(sort $(wildcard src/*/*.c)))
PAGE_OBJECTS  := $(PAGE_ENGINE_C:%.c=$(PAGE_BUILD)/obj/%.o)
# Features of WebAssembly that Chromium 75 and Firefox 79 have.  The C library keeps errno per thread, of which
# there is one; clang would ask for a kind of thread storage that comes with the first of these features.
PAGE_TARGET   := --target=wasm32-wasi --sysroot=$(abspath $(PAGE_SYSROOT)) -mbulk-memory -mnontrapping-fptoint -msign-ext \
                 -D_Thread_local= -D_GNU_SOURCE -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_MMAN \
                 -D_WASI_EMULATED_PROCESS_CLOCKS -D_WASI_EMULATED_GETPID
PAGE_FLAGS     = $(PAGE_TARGET) $(PAGE_OPTIMISE) -std=c11 -ffunction-sections -fdata-sections -Isrc -I$(BUILD)/gen \
                 -isystem $(PAGE_BUILD)/include -isystem $(PAGE_BUILD)/include/libxml2 \
                 -DFORMULYAR_VERSION='"$(VERSION)"' -DFORMULYAR_DATA='"$(PAGE_DATA)"' -DFORMULYAR_UNBAKED $(WARNINGS)
# The stack lies below the data, so that what overflows it traps instead of writing over something; 8 MiB are what the
# program has on Linux.  Memory ends at 512 MiB: a case takes 13, 300 cases with all their files 70; what takes more is
# hostile, or would be killed with its tab on the computers that the page is made for (src/page/engine/failure.js says it).
PAGE_LINK     := -mexec-model=reactor -Wl,--gc-sections,--strip-all,--stack-first,-z,stack-size=8388608 \
                 -Wl,--max-memory=536870912 -lwasi-emulated-mman -lwasi-emulated-signal \
                 -lwasi-emulated-process-clocks -lwasi-emulated-getpid

.PHONY: page page-engine page-tools
page: $(PAGE)
page-engine: $(PAGE_ENGINE)

page-tools:
	@tools/page/check

# A C library without the host's headers in reach: with --sysroot=/usr they would be.
$(PAGE_SYSROOT)/stamp: | page-tools
	@mkdir -p $(PAGE_SYSROOT)/lib
	@ln -sfn /usr/include/wasm32-wasi $(PAGE_SYSROOT)/include
	@ln -sfn /usr/lib/wasm32-wasi $(PAGE_SYSROOT)/lib/wasm32-wasi
	@touch $@

# The libraries are made anew when a pin, a recipe, a configuration or the way of compiling changes.
$(PAGE_BUILD)/libraries: $(PAGE_SYSROOT)/stamp tools/libraries/sources tools/libraries/sources.list tools/libraries/build $(wildcard tools/libraries/recipes/*) \
                         $(shell find tools/libraries/config -type f) $(PAGE_BUILD)/flags
	@echo '  FETCH $(PAGE_BUILD)/sources'
	$(Q)tools/libraries/sources $(PAGE_BUILD)/sources
	@echo '  CC  libraries of the page'
	$(Q)CC='$(PAGE_CC)' JOBS=$(PAGE_JOBS) tools/libraries/build page $(PAGE_BUILD) $(PAGE_TARGET) $(PAGE_OPTIMISE) -ffunction-sections -fdata-sections
	@touch $@

$(PAGE_BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(PAGE_CC) $(PAGE_FLAGS))' | cmp -s - $@ || \
	 printf '%s\n' '$(subst ','\'',$(PAGE_CC) $(PAGE_FLAGS))' > $@

$(PAGE_BUILD)/obj/%.o: %.c $(PAGE_BUILD)/flags $(PAGE_BUILD)/libraries | $(GENERATED)
	@mkdir -p $(@D)
	@echo '  CC  $< (page)'
	$(Q)$(PAGE_CC) $(PAGE_FLAGS) -MMD -MP -c -o $@ $<

# Without -O: with it clang runs wasm-opt where that happens to be installed, and pages would differ.
$(PAGE_ENGINE): $(PAGE_OBJECTS) $(PAGE_BUILD)/libraries
	@echo '  LD  $@'
	$(Q)$(PAGE_CC) $(PAGE_TARGET) -o $@ $(PAGE_OBJECTS) $(sort $(wildcard $(PAGE_BUILD)/lib/*.a)) $(PAGE_LINK)

judges: $(BUILD)/tests/page/door_run

# ORGANIZATION=file EDITION=folder: a school's letterhead and its own edition of the forms, put into the page.
$(PAGE): $(PAGE_ENGINE) $(BAKED_FONTS) $(PAGE_BUILD)/school $(wildcard tools/page/*.mjs) \
         $(shell find src/page -name '*.js' -o -name '*.css' -o -name '*.html') $(shell find forms samples LICENSES -type f) NOTICE
	@echo '  PAGE $@'
	$(Q)node tools/page/bundle.mjs $(BUILD) $@ $$(tools/libraries/release) $(if $(ORGANIZATION)$(EDITION),'$(ORGANIZATION)' '$(EDITION)')

PAGE_EDITION = $(if $(EDITION),$(sort $(shell find $(EDITION) -type f)))
$(PAGE_BUILD)/school: FORCE
	@mkdir -p $(@D)
	@cat /dev/null $(ORGANIZATION) $(PAGE_EDITION) | sha256sum | cmp -s - $@ || \
	 cat /dev/null $(ORGANIZATION) $(PAGE_EDITION) | sha256sum >$@
