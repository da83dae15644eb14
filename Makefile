# Formulyar: `make demo` and `make test` are all a newcomer needs; `make help` lists the rest.
#
# Sources and tests are found by wildcard: a new file needs no line here.  What
# the build bakes (fonts, hyphenation patterns) and the longer jobs (installing,
# lint, bench) have their rules in tools/mk/.

VERSION  := 0.1.0
BUILD    ?= build
PREFIX   ?= /usr/local
Q        := $(if $(V),,@)
JOBS     ?= 2
ifeq ($(origin CC),default)
CC       := gcc
endif

WARNINGS := -Wall -Wextra -Wswitch-enum -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
OPTIMISE := -O3 -g
ifeq ($(SAN),1)
BUILD    := build/san
OPTIMISE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ifeq ($(WERROR),1)
WARNINGS += -Werror
endif

# Flags of the libraries are asked for once, when the first file is compiled:
# before `make demo` has installed pkg-config there is nothing to ask.
PACKAGES  := libxml-2.0 libzip libutf8proc libunibreak nettle libdeflate zlib
TOOL_PACKAGES := harfbuzz-subset # of what runs at build time alone
PKG_FLAGS  = $(eval PKG_FLAGS := $$(shell pkg-config --cflags $(PACKAGES)))$(PKG_FLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)
CMS_LIBS   = $(eval CMS_LIBS := $$(shell pkg-config --libs libtasn1))$(CMS_LIBS)
JOIN_LIBS  = $(eval JOIN_LIBS := $$(shell pkg-config --libs libqpdf))$(JOIN_LIBS)
ALL_FLAGS  = -D_GNU_SOURCE -Isrc -I$(BUILD)/gen -DFORMULYAR_VERSION='"$(VERSION)"' $(PKG_FLAGS) \
             $(CPPFLAGS) -std=c11 $(OPTIMISE) $(WARNINGS) $(CFLAGS)
LDLIBS    += $(PKG_LIBS) -lhpdf -lm

SOURCES   := $(filter-out src/join/% src/cms/%,$(sort $(wildcard src/*/*.c)))
OBJECTS   := $(SOURCES:%.c=$(BUILD)/obj/%.o)
LIBRARY   := $(BUILD)/parts.a# all but the programs' main(); what is installed: tools/mk/library.mk
PROGRAM   := $(BUILD)/formulyar
JOINER    := $(BUILD)/formulyar-join# a program of its own: see src/join/main.c
CMS       := $(BUILD)/formulyar-cms# the same: src/cms/main.c
CMS_OBJECTS := $(patsubst %.c,$(BUILD)/obj/%.o,$(sort $(wildcard src/cms/*.c)))
JOIN_OBJECTS := $(patsubst %.c,$(BUILD)/obj/%.o,$(sort $(wildcard src/join/*.c)))
UNITS     := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/*/test_*.c)))
SCRIPTS   := $(filter-out tests/judges/%,$(sort $(wildcard tests/*/*.t)))
JUDGES    := $(sort $(wildcard tests/judges/*.t))
GENERATED := # what tools/mk/*.mk bakes; made before anything is compiled

.PHONY: all demo test check judges memcheck accept clean help FORCE
all: $(PROGRAM) $(JOINER) $(CMS)

include $(sort $(wildcard tools/mk/*.mk))

$(PROGRAM): $(BUILD)/obj/src/main.o $(LIBRARY)
	@echo '  LD  $@'
	$(Q)$(CC) $(ALL_FLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(JOINER): $(JOIN_OBJECTS) $(LIBRARY)
	@echo '  LD  $@'
	$(Q)$(CC) $(ALL_FLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(JOIN_LIBS) $(PKG_LIBS)

$(CMS): $(CMS_OBJECTS) $(LIBRARY)
	@echo '  LD  $@'
	$(Q)$(CC) $(ALL_FLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(CMS_LIBS) $(PKG_LIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/obj/%.o: %.c $(BUILD)/flags | $(GENERATED)
	@mkdir -p $(@D)
	@echo '  CC  $<'
	$(Q)$(CC) $(ALL_FLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo '  LD  $@'
	$(Q)$(CC) $(ALL_FLAGS) -Itests $(LDFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(LDLIBS) -lcmocka

# Everything is compiled anew when a flag changes; a missing library is named here.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@tools/check-libraries $(PACKAGES) libqpdf libtasn1 $(TOOL_PACKAGES)
	@printf '%s\n' '$(subst ','\'',$(CC) $(ALL_FLAGS))' | cmp -s - $@ || \
	 printf '%s\n' '$(subst ','\'',$(CC) $(ALL_FLAGS))' > $@
FORCE:

# Installs what is missing, then starts make again: only then are the packages there.
demo:
	@tools/install-packages build
	@$(MAKE) --no-print-directory all
	@tools/demo $(PROGRAM) out

test:
	@tools/install-packages build test
	@$(MAKE) --no-print-directory check

# Unit programs (cmocka) and shell scripts all speak TAP; tests/run counts them.
check: all $(UNITS)
	@BUILD=$(BUILD) tests/run -j $(JOBS) -o $(BUILD)/tap/check $(UNITS) $(SCRIPTS)

# Judges from outside (veraPDF, signing tools); what they need is fetched on first use.
judges: all
	@tests/judges/install.sh
	@BUILD=$(BUILD) tests/run -j 1 -o $(BUILD)/tap/judges $(JUDGES)

memcheck: all $(UNITS)
	@BUILD=$(BUILD) tests/memcheck -j $(JOBS) -o $(BUILD)/tap/memcheck $(UNITS)

# Writes the expected outputs of the tests anew; read `git diff` before you commit.
accept: all $(UNITS)
	@ACCEPT=1 BUILD=$(BUILD) tests/run -j $(JOBS) -o $(BUILD)/tap/accept $(UNITS) $(SCRIPTS)

clean:
	rm -rf build out

help:
	@echo 'make demo        install what is missing, build, render every sample into out/'
	@echo 'make test        install what the tests need and run them all'
	@echo 'make             build $(PROGRAM); V=1 shows the commands'
	@echo 'make install     to PREFIX=$(PREFIX), below DESTDIR; make uninstall takes it away'
	@echo 'make deb         Debian packages into $(BUILD)/deb; make deb-test tries them in minimal systems; make rpm'
	@echo 'make dist        all that is handed over, into $(BUILD)/dist; make dist-test: twice, the same bytes'
	@echo 'make check       the tests only; TIMES=1 names what takes longest; SAN=1: under AddressSanitizer and UBSan'
	@echo 'make judges      outside judges: PDF/A, PDF/UA, signatures, the page in two browsers'
	@echo 'make faults      makes every call of the system fail in turn (MEMORY=0: every call for memory too)'
	@echo 'make memcheck    unit programs and the command line under valgrind'
	@echo 'make fuzz        libFuzzer on every reader of files; TIME=60 seconds for each TARGET=...'
	@echo 'make lint        boundaries between modules, lay-out, static analysis, manual pages, schemas'
	@echo 'make format      lays the code out; make house draws the picture in CONTRIBUTING.md'
	@echo 'make profile     where a batch spends its time; make compile_commands.json for editors'
	@echo 'make page        $(PAGE): the whole program in one file for a browser (tools/install-packages page)'
	@echo 'make portable    $(PORTABLE): one static file for any Linux on x86-64 (tools/install-packages portable)'
	@echo 'make wasi-syntax whether all but batch and the command line compiles for WebAssembly'
	@echo 'make manuals     the manuals of doc/manual/ as HTML, a file each, into $(BUILD)/doc'
	@echo 'make pictures    the pictures in doc/pictures/: forms, workbooks, the page (PICTURES="forms workbook")'
	@echo 'make accept      write the expected outputs of the tests anew'
	@echo 'make bench       time: cold, in batches, as they grow, against baselines of the same run; where it goes'
	@echo '                 make bench-results writes the same to tests/bench/RESULTS.md'
	@echo 'make bench-region 100,000 cases of 1,000 schools in ten shards (26 GB); make bench-region-results keeps that'

-include $(shell find $(BUILD) -path $(BUILD)/judges -prune -o -name '*.d' -print 2>/dev/null)
