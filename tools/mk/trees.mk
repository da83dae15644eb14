# The trees of the definitions in forms/, for src/xml/baked.c: the tool is made of the program's own reader, so the
# header is none of $(GENERATED), which objects wait for.
TREES       := $(BUILD)/gen/baked_trees.h
TREE_TOOL   := $(BUILD)/tools/trees
TREE_PARTS  := $(patsubst %.c,$(BUILD)/obj/%.o,$(filter-out src/xml/baked.c,$(sort $(wildcard src/base/*.c src/xml/*.c))))
TREE_FILES  := $(sort $(filter-out %/form.xsd %/organization.xml %/new-case.xml %/new-minutes.xml,$(wildcard forms/*.xml forms/*.xsd forms/*/*.xml forms/*/*.xsd)))

$(TREE_TOOL): tools/bake/trees.c src/xml/baked.c src/xml/baked.h $(TREE_PARTS)
	@mkdir -p $(@D)
	@echo '  LD  $@'
	$(Q)$(CC) $(ALL_FLAGS) -DFORMULYAR_UNBAKED $(LDFLAGS) -o $@ $(filter-out %.h,$^) -Wl,--as-needed $(PKG_LIBS)

$(TREES): $(TREE_TOOL) forms/form.xsd $(TREE_FILES)
	@mkdir -p $(@D)
	@echo '  BAKE $@'
	$(Q)$(TREE_TOOL) forms/form.xsd $(TREE_FILES) >$@.new
	@mv $@.new $@

$(BUILD)/obj/src/xml/baked.o $(PORTABLE_BUILD)/obj/src/xml/baked.o: $(TREES)
