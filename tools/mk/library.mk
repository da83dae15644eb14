# The C library (src/formulyar.h): libformulyar.so.0 with its soname, and libformulyar.a.
#
# All objects are compiled so that they fit into a shared library; but for the functions of
# formulyar.h their symbols are hidden, in the archive too, which is one object.  Only
# what the door leads to is linked in: no command, no batch.

SHAREABLE   := -fPIC -fvisibility=hidden -ffunction-sections
ALL_FLAGS   += $(SHAREABLE)
DOOR        := $(patsubst %.c,$(BUILD)/obj/%.o,$(sort $(wildcard src/engine/library*.c)))
SHARED      := $(BUILD)/libformulyar.so.0
STATIC      := $(BUILD)/libformulyar.a
PKG_CONFIG_FILE := $(BUILD)/formulyar.pc
OBJCOPY     ?= objcopy

.PHONY: library
all library: $(SHARED) $(STATIC) $(PKG_CONFIG_FILE)

$(DOOR): ALL_FLAGS += -DFORMULYAR_DATA='"$(PREFIX)/share/formulyar"'

$(SHARED): $(DOOR) $(LIBRARY)
	@echo '  LD  $@'
	$(Q)$(CC) $(ALL_FLAGS) $(LDFLAGS) -shared -Wl,-soname,$(@F) -Wl,--gc-sections -Wl,-z,relro,-z,now -o $@ $^ -Wl,--as-needed $(LDLIBS)

$(STATIC): $(DOOR) $(LIBRARY)
	@echo '  AR  $@'
	@mkdir -p $(BUILD)/door
	$(Q)$(CC) -r -nostdlib -o $(BUILD)/door/formulyar.o $^
	$(Q)$(OBJCOPY) --localize-hidden $(BUILD)/door/formulyar.o
	@rm -f $@
	$(Q)$(AR) rcs $@ $(BUILD)/door/formulyar.o

# Where it lies is told by pkg-config: the tree may be moved as a whole.
$(PKG_CONFIG_FILE): tools/mk/library.mk $(BUILD)/flags
	@printf '%s\n' 'prefix=$${pcfiledir}/../..' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
	    'Name: formulyar' 'Description: official forms of individual accompaniment of a teacher, from XML to PDF and DOCX' \
	    'Version: $(VERSION)' 'Requires.private: $(PACKAGES)' 'Libs: -L$${libdir} -lformulyar' \
	    'Libs.private: -lhpdf -lm' 'Cflags: -I$${includedir}' >$@
