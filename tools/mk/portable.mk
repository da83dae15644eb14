# make portable: build/portable/formulyar, the whole program in one static file for any Linux on x86-64: no library, no
# loader, no folder of data.  Linked from the pinned sources of the page (tools/libraries), natively, and two more: qpdf and
# libtasn1, for the two programs that others find beside it, which are inside too.  Forms, rules, schemas and fonts are inside
# (src/base/inside.h).
# PORTABLE_JOBS compilers at once; PAGE_SOURCES=folder: where the pinned source files lie, for a machine without a network.

PORTABLE          := $(BUILD)/portable/formulyar
PORTABLE_BUILD    := $(BUILD)/portable/work
PORTABLE_CC       ?= gcc
PORTABLE_CXX      ?= g++
PORTABLE_JOBS     ?= $(JOBS)
PORTABLE_OPTIMISE ?= -O2
PORTABLE_C        := $(filter-out src/page/% src/engine/library%,$(sort $(wildcard src/*/*.c))) src/main.c src/page/recode.c tools/portable/programs.c
PORTABLE_OBJECTS  := $(PORTABLE_C:%.c=$(PORTABLE_BUILD)/obj/%.o) $(PORTABLE_BUILD)/obj/inside.o
# As Debian hardens its programs, its address chosen anew at each start; but for what only shared libraries need.
PORTABLE_TARGET   := $(PORTABLE_OPTIMISE) -fPIE -ffunction-sections -fdata-sections -fstack-protector-strong -D_FORTIFY_SOURCE=2
PORTABLE_FLAGS     = $(PORTABLE_TARGET) -D_GNU_SOURCE -std=c11 -Isrc -I$(PORTABLE_BUILD)/gen -I$(BUILD)/gen -isystem $(PORTABLE_BUILD)/include \
                     -isystem $(PORTABLE_BUILD)/include/libxml2 -DFORMULYAR_VERSION='"$(VERSION)"' -DFORMULYAR_INSIDE $(WARNINGS)
PORTABLE_LINK     := -static-pie -Wl,--gc-sections,-z,relro,-z,now -s
PORTABLE_LISTS    := sources.list portable.list

.PHONY: portable portable-tools
portable: $(PORTABLE) $(PORTABLE)-licences.txt

portable-tools:
	@tools/portable/check $(PORTABLE_CC) $(PORTABLE_CXX)

# Made anew when a pin, a recipe, a configuration or the way of compiling changes.
$(PORTABLE_BUILD)/libraries: $(wildcard tools/libraries/*.list) tools/libraries/sources tools/libraries/build $(wildcard tools/libraries/recipes/*) \
                             $(shell find tools/libraries/config -type f) $(PORTABLE_BUILD)/flags | portable-tools
	@echo '  FETCH $(PORTABLE_BUILD)/sources'
	$(Q)tools/libraries/sources $(PORTABLE_BUILD)/sources $(PORTABLE_LISTS)
	@echo '  CC  libraries of the static program'
	$(Q)AR='$(AR)' CC='$(PORTABLE_CC)' CXX='$(PORTABLE_CXX)' JOBS=$(PORTABLE_JOBS) \
	    tools/libraries/build portable $(PORTABLE_BUILD) $(PORTABLE_TARGET)
	@touch $@

$(PORTABLE_BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(PORTABLE_CC) $(PORTABLE_FLAGS))' | cmp -s - $@ || \
	 printf '%s\n' '$(subst ','\'',$(PORTABLE_CC) $(PORTABLE_FLAGS))' > $@

# What --version says of the libraries; what it says of the sources is what that of the other program says.
$(PORTABLE_BUILD)/gen/build_facts.h: $(BUILD_FACTS) $(addprefix tools/libraries/,$(PORTABLE_LISTS) release) tools/mk/portable.mk
	@mkdir -p $(@D)
	@{ grep BUILD_SOURCES $<; printf '#define BUILD_LIBRARIES "%s"\n' "$$(awk -v release="$$(tools/libraries/release)" \
	       '$$1 == "library" && ($$5 == "" || $$5 == release) { printf "%s%s %s", comma, $$2, $$3; comma = ", " }' \
	       $(addprefix tools/libraries/,$(PORTABLE_LISTS)))"; } >$@

$(PORTABLE_BUILD)/obj/%.o: %.c $(PORTABLE_BUILD)/flags $(PORTABLE_BUILD)/libraries | $(GENERATED) $(PORTABLE_BUILD)/gen/build_facts.h
	@mkdir -p $(@D)
	@echo '  CC  $< (portable)'
	$(Q)$(PORTABLE_CC) $(PORTABLE_FLAGS) -MMD -MP -c -o $@ $<

$(PORTABLE_BUILD)/obj/src/join/main.o: PORTABLE_FLAGS += -Dmain=formulyar_join_main -Wno-missing-prototypes
$(PORTABLE_BUILD)/obj/src/cms/main.o: PORTABLE_FLAGS += -Dmain=formulyar_cms_main -Wno-missing-prototypes

$(PORTABLE_BUILD)/obj/inside.o: $(BAKED_FONTS) tools/portable/pack $(shell find forms -type f)
	@mkdir -p $(@D)
	$(Q)tools/portable/pack forms=/forms $(BUILD)/share/fonts=/fonts >$(@:.o=.s)
	$(Q)$(PORTABLE_CC) -c -o $@ $(@:.o=.s)

$(PORTABLE)-licences.txt: tools/portable/licences $(PORTABLE_BUILD)/libraries LICENSE NOTICE
	$(Q)tools/portable/licences $(PORTABLE_BUILD) '$(PORTABLE_CXX)' >$@.new && mv $@.new $@

# qpdf is C++; what is needed of its library is inside too.
$(PORTABLE): $(PORTABLE_OBJECTS) $(PORTABLE_BUILD)/libraries
	@echo '  LD  $@'
	$(Q)$(PORTABLE_CXX) $(PORTABLE_LINK) -o $@ $(PORTABLE_OBJECTS) -Wl,--start-group $(sort $(wildcard $(PORTABLE_BUILD)/lib/*.a)) -Wl,--end-group -lm
