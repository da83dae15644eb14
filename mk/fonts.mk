# Bakes the typefaces that fonts/fonts.xml names, and the colour profile, into
# $(BUILD)/share/fonts.  HarfBuzz and the font packages are needed here alone.
BAKED_FONTS  := $(BUILD)/share/fonts/stamp
FONT_TOOL    := $(BUILD)/tools/bakefont
FONT_SOURCES := tools/bakefont.c tools/facecut.c src/base/arena.c src/base/text.c src/base/file.c src/base/hash.c
FONT_PACKAGES := harfbuzz harfbuzz-subset libxml-2.0 libcrypto zlib

all: $(BAKED_FONTS)

$(FONT_TOOL): $(FONT_SOURCES) tools/facecut.h src/pdf/face.h
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itools $(shell pkg-config --cflags $(FONT_PACKAGES)) $(CFLAGS) $(LDFLAGS) \
		-o $@ $(FONT_SOURCES) $(shell pkg-config --libs $(FONT_PACKAGES))

$(BAKED_FONTS): fonts/fonts.xml $(FONT_TOOL)
	$(FONT_TOOL) fonts/fonts.xml $(@D)
	@touch $@
