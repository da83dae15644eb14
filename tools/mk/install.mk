# make install, make uninstall: PREFIX and DESTDIR as usual.  The program finds
# PREFIX/share/formulyar/ and PREFIX/libexec/formulyar/ relative to itself, and so does the library, so the
# tree may be moved as a whole.

BINDIR  = $(DESTDIR)$(PREFIX)/bin
LIBEXEC = $(DESTDIR)$(PREFIX)/libexec/formulyar
LIBDIR  = $(DESTDIR)$(PREFIX)/lib
INCLUDE = $(DESTDIR)$(PREFIX)/include
DATADIR = $(DESTDIR)$(PREFIX)/share/formulyar
MANDIR  = $(DESTDIR)$(PREFIX)/share/man
BASHDIR = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSHDIR  = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISHDIR = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

.PHONY: install uninstall
install: all
	install -d '$(BINDIR)' '$(LIBEXEC)' '$(DATADIR)'
	install -m 755 $(PROGRAM) '$(BINDIR)/formulyar'
	install -m 755 $(JOINER) '$(LIBEXEC)/formulyar-join'
	install -m 755 $(CMS) '$(LIBEXEC)/formulyar-cms'
	cp -R forms '$(DATADIR)/'
	if [ -d $(BUILD)/share ]; then cp -R $(BUILD)/share/. '$(DATADIR)/'; fi
	chmod -R u=rwX,go=rX '$(DATADIR)'
	install -D -m 755 $(SHARED) '$(LIBDIR)/libformulyar.so.$(VERSION)'
	ln -sf libformulyar.so.$(VERSION) '$(LIBDIR)/$(notdir $(SHARED))'
	ln -sf $(notdir $(SHARED)) '$(LIBDIR)/libformulyar.so'
	install -m 644 $(STATIC) '$(LIBDIR)/libformulyar.a'
	install -D -m 644 $(PKG_CONFIG_FILE) '$(LIBDIR)/pkgconfig/formulyar.pc'
	install -D -m 644 src/formulyar.h '$(INCLUDE)/formulyar.h'
	install -D -m 644 $(BUILD)/doc/formulyar.1 '$(MANDIR)/man1/formulyar.1'
	install -D -m 644 $(BUILD)/doc/formulyar.3 '$(MANDIR)/man3/formulyar.3'
	install -D -m 644 $(BUILD)/doc/ru/formulyar.1 '$(MANDIR)/ru/man1/formulyar.1'
	install -D -m 644 tools/completion/formulyar.bash '$(BASHDIR)/formulyar'
	install -D -m 644 tools/completion/formulyar.zsh '$(ZSHDIR)/_formulyar'
	install -D -m 644 tools/completion/formulyar.fish '$(FISHDIR)/formulyar.fish'

uninstall:
	rm -rf '$(DATADIR)' '$(LIBEXEC)'
	rm -f '$(LIBDIR)'/libformulyar.* '$(LIBDIR)/pkgconfig/formulyar.pc' '$(INCLUDE)/formulyar.h' '$(MANDIR)/man3/formulyar.3'
	rm -f '$(BINDIR)/formulyar' '$(MANDIR)/man1/formulyar.1' '$(MANDIR)/ru/man1/formulyar.1' \
	      '$(BASHDIR)/formulyar' '$(ZSHDIR)/_formulyar' '$(FISHDIR)/formulyar.fish'
