# make wasi-syntax: what may run in a page (all but batch, the command line and the two programs beside it) must
# compile for WebAssembly.  The private sysroot has wasi-libc and the headers of our libraries alone: with the
# host's own headers in reach it would prove nothing.
WASI_ROOMS   := base xml package table russian case doc form council annual workbook import pdf pdfread docx verify engine page
WASI_SOURCES := $(filter-out src/base/confine.c,$(sort $(wildcard $(WASI_ROOMS:%=src/%/*.c))))# but for processes
WASI_SYSROOT := $(BUILD)/wasi/include
WASI_HEADERS := libxml2 unicode hpdf*.h zip.h zipconf.h zlib.h zconf.h libdeflate.h utf8proc.h nettle linebreak*.h unibreak*.h
WASI_FLAGS    = --target=wasm32-wasi -nostdinc -isystem $(shell clang -print-resource-dir)/include \
                -isystem $(WASI_SYSROOT) -isystem $(WASI_SYSROOT)/libxml2 -D_GNU_SOURCE -Isrc -I$(BUILD)/gen \
                -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_MMAN -D_WASI_EMULATED_PROCESS_CLOCKS -D_WASI_EMULATED_GETPID \
                -DFORMULYAR_VERSION='"$(VERSION)"' -DFORMULYAR_DATA='""' -DFORMULYAR_UNBAKED -std=c11 $(WARNINGS) -Werror

.PHONY: wasi-syntax
wasi-syntax: $(GENERATED)
	@tools/install-packages build wasi
	@rm -rf $(WASI_SYSROOT) && mkdir -p $(WASI_SYSROOT)
	@ln -s /usr/include/wasm32-wasi/* $(WASI_SYSROOT)
	@for host in /usr/include /usr/include/*-linux-gnu; do \
	    for header in $(WASI_HEADERS); do \
	        for file in $$host/$$header; do [ ! -e "$$file" ] || ln -sfn "$$file" $(WASI_SYSROOT); done; \
	    done; \
	done
	@printf '%s\n' $(WASI_SOURCES) | xargs -P $(JOBS) -n 8 clang $(WASI_FLAGS) -fsyntax-only
	@echo "$(words $(WASI_SOURCES)) files compile for wasm32-wasi"
