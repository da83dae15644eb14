# What helps whoever changes the code.

.PHONY: format house pictures profile
format:
	@git ls-files '*.[ch]' | xargs clang-format -i

# The picture of the rooms of src/ in CONTRIBUTING.md.
house:
	@tools/house draw

# Of forms, workbooks and the page, for the manuals; PICTURES="forms workbook" without the page, which needs `make page`.
PICTURES ?= forms workbook page
pictures: all
	@tools/install-packages pictures
	@tools/pictures $(BUILD) $(PICTURES)

# Where a batch spends its time, light and heavy cases, the program and the system apart; CASES=600, FORMATS=pdf,docx.
profile: all $(BENCH)
	@tests/bench/profile.sh $(PROGRAM) $(BUILD)/bench

# For editors and analysers: how each file of the program and of the tests is compiled.
compile_commands.json: $(BUILD)/flags $(GENERATED) FORCE
	@for file in src/*.c src/*/*.c tests/*/*.c; do \
	    printf '{ "directory": "%s", "file": "%s",\n  "command": "%s -Itests -Itests/fuzz -c %s" },\n' \
	        '$(CURDIR)' "$$file" '$(subst ','\'',$(subst ",\",$(CC) $(ALL_FLAGS)))' "$$file"; \
	done | sed '1s/^/[/; $$s/,$$/]/' > $@
