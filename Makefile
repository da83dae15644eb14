# Formulyar: `make demo` and `make test` are all a newcomer needs.
#
# Sources are found by wildcard; a new file needs no line here.  What the build
# bakes (fonts, hyphenation patterns) has its rules in mk/.

CC       ?= gcc
BUILD    ?= build
PREFIX   ?= /usr/local
VERSION  := 0.1.0

PACKAGES := libxml-2.0 libzip harfbuzz-subset libutf8proc libunibreak libcrypto zlib
WARNINGS := -Wall -Wextra -Wswitch-enum -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
OPTIMISE := -O2 -g
ifeq ($(SAN),1)
BUILD    := build/san
OPTIMISE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
CFLAGS   += -std=c11 $(OPTIMISE) $(WARNINGS)
CPPFLAGS += -D_GNU_SOURCE -Isrc -I$(BUILD)/gen -DFORMULYAR_VERSION='"$(VERSION)"' \
            $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
LDLIBS   += $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lhpdf -lm

SOURCES  := $(wildcard src/*/*.c)
OBJECTS  := $(SOURCES:%.c=$(BUILD)/obj/%.o)
MAIN     := $(wildcard src/main.c)
UNITS    := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/*/test_*.c))
GENERATED :=

all: $(if $(MAIN),$(BUILD)/formulyar) objects

include $(wildcard mk/*.mk)

.PHONY: all objects test clean
objects: $(OBJECTS)

$(BUILD)/formulyar: $(BUILD)/obj/src/main.o $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/obj/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(OBJECTS) $(LDLIBS) -lcmocka

# Unit programs and shell scripts both speak TAP; prove runs and counts them.
test: all $(UNITS)
	CMOCKA_MESSAGE_OUTPUT=TAP BUILD=$(BUILD) prove --exec '' $(UNITS) $(wildcard tests/*/*.t)

clean:
	rm -rf build out

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
