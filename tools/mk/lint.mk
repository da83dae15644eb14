# make lint: what a reader would otherwise have to watch for.  Each check prints
# what it dislikes; tools/lint runs them all and fails at the end.

.PHONY: lint
lint:
	@tools/install-packages build lint
	@$(MAKE) --no-print-directory BUILD=build build/flags manual $(GENERATED) $(TREES)
	@CPPFLAGS='-DFORMULYAR_VERSION="" $(filter-out -DFORMULYAR%,$(filter -D% -I%,$(ALL_FLAGS)))' tools/lint
