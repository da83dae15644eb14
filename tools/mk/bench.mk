# make bench: what documents cost, cold, by the thousand and by the hundred thousand, against
# baselines of the same run.  No test depends on these figures.
#
#   SERIES="case batch ..."   these series alone; without it all
#   BASELINE=PATH/formulyar   an older build, which takes turns with this one (tests/bench/pairs.sh): make bench SERIES=pairs BASELINE=...
#                 tells whether a change is faster, in four minutes; PAIR_ROUNDS=5
#   RUNS=100      runs of the cold series, of which the median is taken
#   ROUNDS=5      pairs of batch and floor
#   CASES=1000    light cases of a batch; HEAVY=300 heavy ones (tests/bench/heavy.py)
#   GROWTH="100 1000 10000"   numbers of cases of the growth series; 100000 takes five minutes more
#   KEYS=50       keys of the series of the page; ROUNDS are its cold starts (make page first)
#                 the series of the static program wants make portable first
#   BENCH_FOLDER=$TMPDIR      where files are written: a disk that is not in memory, with 6 GB free
#                             (16 GB with 100000, 26 GB for a region) on which nothing great was removed just before
#
# make bench-region: a year of a region, 100,000 cases (tests/bench/region/region.sh), ten minutes

BENCH := $(addprefix $(BUILD)/bench/,cold files floor untagged)

$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	@$(CC) -D_GNU_SOURCE -std=c11 -O2 $(WARNINGS) -o $@ $< -ldeflate -lz

# Writes files as the program does: it is linked with it.
$(BUILD)/bench/untagged: tests/bench/untagged.c $(LIBRARY)
	@mkdir -p $(@D)
	@$(CC) $(ALL_FLAGS) $(LDFLAGS) -o $@ $< $(LIBRARY) $(LDLIBS)

.PHONY: bench bench-results
export BASELINE SERIES
bench: all $(BENCH)
	@tests/bench/bench.sh $(PROGRAM) $(BUILD)/bench

# The same, kept with the machine and the date in tests/bench/RESULTS.md.
bench-results: all $(BENCH)
	@tests/bench/results.sh $(PROGRAM) $(BUILD)/bench

# make bench-region-results keeps it too, in a section of its own.
.PHONY: bench-region bench-region-results
bench-region: all $(BENCH)
	@tests/bench/region/region.sh $(abspath $(PROGRAM)) $(abspath $(BUILD)/bench)

bench-region-results: all $(BENCH)
	@tests/bench/results.sh $(abspath $(PROGRAM)) $(abspath $(BUILD)/bench) region
