# make bench: how long one case takes, against baselines of the same run; RUNS=100.
# No test depends on these figures.

$(BUILD)/bench/cold: tests/bench/cold.c
	@mkdir -p $(@D)
	@$(CC) -D_GNU_SOURCE -std=c11 -O2 $(WARNINGS) -o $@ $< -lz

.PHONY: bench
bench: all $(BUILD)/bench/cold
	@scripts/bench $(PROGRAM) $(BUILD)/bench/cold
