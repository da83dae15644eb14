# make faults: the calls of a run fail one after another (tests/faults/faults.py says how); `make check` does it
# with a sample of them.
#
#   MEMORY=2000   so many of the calls for memory of each scenario, of 30,000 to 60,000; 0: all, which takes hours
#   ONLY=batch    scenarios, KIND=write,sync kinds of calls, with commas between several

MEMORY  ?= 2000
PRELOAD := $(BUILD)/tests/faults/preload.so

$(PRELOAD): tests/faults/preload.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  LD  $@'
	$(Q)$(CC) -D_GNU_SOURCE -std=c11 -O2 $(WARNINGS) -shared -fPIC -o $@ $<

check accept: $(PRELOAD)

.PHONY: faults
faults: all $(PRELOAD)
	@rm -rf $(BUILD)/faults && mkdir -p $(BUILD)/faults
	@tests/faults/faults.py --jobs $(JOBS) --memory $(MEMORY) $(if $(ONLY),--only $(ONLY)) $(if $(KIND),--kind $(KIND)) \
		$(PROGRAM) $(PRELOAD) $(BUILD)/faults
