# Bakes the typefaces that fonts/fonts.xml names, and the colour profile, into
# $(BUILD)/share/fonts.  HarfBuzz and the font packages are needed here alone.
BAKED_FONTS   := $(BUILD)/share/fonts/stamp
FONT_TOOL     := $(BUILD)/tools/bakefont
FONT_SOURCES  := $(wildcard tools/bakefont.c tools/face*.c) $(patsubst %,src/base/%.c,arena file hash text)
FONT_PACKAGES := harfbuzz-subset libxml-2.0 libcrypto zlib

$(PROGRAM): | $(BAKED_FONTS)
all: $(BAKED_FONTS)

$(FONT_TOOL): $(FONT_SOURCES) $(wildcard tools/face*.h) src/pdf/face.h $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  LD  $@'
	$(Q)$(CC) $(ALL_FLAGS) -Itools $(shell pkg-config --cflags $(FONT_PACKAGES)) $(LDFLAGS) \
		-o $@ $(FONT_SOURCES) $(shell pkg-config --libs $(FONT_PACKAGES))

$(BAKED_FONTS): fonts/fonts.xml $(FONT_TOOL)
	@echo '  BAKE $(@D)'
	$(Q)$(FONT_TOOL) fonts/fonts.xml $(@D)
	@chmod a+r $(@D)/*
	@touch $@
