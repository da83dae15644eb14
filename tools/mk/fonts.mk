# Bakes the typefaces that fonts/fonts.xml names, and an sRGB profile, into
# $(BUILD)/share/fonts.  HarfBuzz and the font packages are needed here alone.  The stamp stands outside: what lies in
# the folder is installed, and batch takes it into account when it asks whether a file is still right.
BAKED_FONTS   := $(BUILD)/fonts.stamp
FONT_TOOL     := $(BUILD)/tools/bakefont
FONT_SOURCES  := tools/bake/bakefont.c tools/bake/facebake.c tools/bake/facecut.c tools/bake/glyphs.c tools/bake/squeeze.c tools/bake/huffman.c \
                 tools/bake/srgb.c src/base/deflate.c $(patsubst %,src/base/%.c,arena draft file hash platform_posix text)
FONT_FLAGS     = $(shell pkg-config --cflags $(TOOL_PACKAGES))
FONT_LIBS      = $(shell pkg-config --libs $(TOOL_PACKAGES))

$(PROGRAM): | $(BAKED_FONTS)
all: $(BAKED_FONTS)

$(FONT_TOOL): $(FONT_SOURCES) tools/bake/bake.h src/pdf/face.h $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  LD  $@'
	$(Q)$(CC) $(ALL_FLAGS) -Itools/bake $(FONT_FLAGS) $(LDFLAGS) \
		-o $@ $(FONT_SOURCES) $(FONT_LIBS) $(PKG_LIBS) -lm

$(BAKED_FONTS): fonts/fonts.xml $(FONT_TOOL)
	@echo '  BAKE $(BUILD)/share/fonts'
	@rm -rf $(BUILD)/share/fonts
	$(Q)$(FONT_TOOL) fonts/fonts.xml $(BUILD)/share/fonts
	@chmod a+r $(BUILD)/share/fonts/*
	@touch $@

# The tests compare what was baked with the font it came from.
$(BUILD)/tests/pdf/test_fonts_%: ALL_FLAGS += $(FONT_FLAGS)
$(BUILD)/tests/pdf/test_fonts_%: LDLIBS += $(FONT_LIBS)
