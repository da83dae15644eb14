# Bakes the typefaces that fonts/fonts.xml names, and an sRGB profile, into
# $(BUILD)/share/fonts.  HarfBuzz and the font packages are needed here alone.
BAKED_FONTS   := $(BUILD)/share/fonts/stamp
FONT_TOOL     := $(BUILD)/tools/bakefont
FONT_SOURCES  := tools/bake/bakefont.c tools/bake/facebake.c tools/bake/facecut.c tools/bake/srgb.c src/base/deflate.c $(patsubst %,src/base/%.c,arena draft file hash platform_posix text)
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
	@echo '  BAKE $(@D)'
	$(Q)$(FONT_TOOL) fonts/fonts.xml $(@D)
	@chmod a+r $(@D)/*
	@touch $@

# The tests compare what was baked with the font it came from.
$(BUILD)/tests/pdf/test_fonts_%: ALL_FLAGS += $(FONT_FLAGS)
$(BUILD)/tests/pdf/test_fonts_%: LDLIBS += $(FONT_LIBS)
