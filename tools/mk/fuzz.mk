# make fuzz: gives the fuzz targets of tests/fuzz/ inputs that nobody has thought of; clang's
# libFuzzer, under AddressSanitizer and UndefinedBehaviorSanitizer.
#
#   TIME=60       seconds for each target
#   TARGET=pdf    only these (several with spaces)
#   SEED=1        the same course of chance every time; without it another one
#
# The same targets are run by `make check`, with any compiler, over the inputs that were found
# before: tests/fuzz/found/TARGET/.

FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_REPLAYS := $(FUZZ_TARGETS:%=$(BUILD)/fuzz/replay_%)
FUZZ_RUNNERS := $(FUZZ_TARGETS:%=$(BUILD)/fuzz/run_%)
FUZZ_FILES   := $(BUILD)/fuzz/bundle.pdf $(BUILD)/fuzz/base.docx
FUZZ_BUILD   := build/fuzz
TIME         ?= 60
FUZZ_LINK     = $(CC) $(ALL_FLAGS) -Itests -Itests/fuzz -DFUZZ_BUILD='"$(BUILD)"' $(LDFLAGS)

# What a target takes beside its own file: the joiner and the reader of signatures are no part of the library.
$(BUILD)/fuzz/run_join $(BUILD)/fuzz/replay_join: FUZZ_EXTRA = $(filter-out %/main.o,$(JOIN_OBJECTS)) -Wl,--as-needed $(JOIN_LIBS)
$(BUILD)/fuzz/run_join $(BUILD)/fuzz/replay_join: $(JOIN_OBJECTS)
$(BUILD)/fuzz/run_cms $(BUILD)/fuzz/replay_cms: FUZZ_EXTRA = $(filter-out %/main.o,$(CMS_OBJECTS)) -Wl,--as-needed $(CMS_LIBS)
$(BUILD)/fuzz/run_cms $(BUILD)/fuzz/replay_cms: $(CMS_OBJECTS)

$(BUILD)/fuzz/replay_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h tests/fuzz/forms.h $(LIBRARY)
	@mkdir -p $(@D)
	@echo '  LD  $@'
	$(Q)$(FUZZ_LINK) -o $@ $< tests/fuzz/fuzz.c tests/fuzz/replay.c $(FUZZ_EXTRA) $(LIBRARY) $(LDLIBS)

$(BUILD)/fuzz/run_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.c tests/fuzz/fuzz.h tests/fuzz/forms.h $(LIBRARY)
	@mkdir -p $(@D)
	@echo '  LD  $@'
	$(Q)$(FUZZ_LINK) -fsanitize=fuzzer -o $@ $< tests/fuzz/fuzz.c $(FUZZ_EXTRA) $(LIBRARY) $(LDLIBS)

# Sound files of ours, around or beside what is fuzzed.
$(BUILD)/fuzz/bundle.pdf: $(PROGRAM)
	@mkdir -p $(@D)
	@$(PROGRAM) bundle -q --force --number 5 --date 2027-05-28 -f 5.1 -o $@ samples/completed.xml >/dev/null
$(BUILD)/fuzz/base.docx: $(PROGRAM)
	@mkdir -p $(@D)
	@$(PROGRAM) render -q -f 5.1 -t docx -o - samples/registered.xml >$@

check: $(FUZZ_REPLAYS) $(FUZZ_FILES)

.PHONY: fuzz fuzz-build
fuzz-build: all $(FUZZ_RUNNERS) $(FUZZ_FILES)

# The sanitizers are in the objects, libFuzzer's main() only in the targets.
fuzz:
	@tools/install-packages build test fuzz
	@$(MAKE) --no-print-directory BUILD=$(FUZZ_BUILD) CC=clang \
	    OPTIMISE='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' \
	    fuzz-build
	@SEED=$(SEED) tests/fuzz/run.sh $(FUZZ_BUILD) $(TIME) $(or $(TARGET),$(FUZZ_TARGETS))
