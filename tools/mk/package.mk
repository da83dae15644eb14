# What is handed over: packages and a source archive.  The scripts are in packaging/, and say what they do.
#
#   make deb         Debian packages into $(BUILD)/deb (tools/install-packages build package; page too, for formulyar-page)
#   make deb-test    builds, installs, upgrades and removes them in minimal Debian 12 and 13 (root; RELEASES=bookworm for one)
#   make rpm         packages for systems with RPM, into $(BUILD)/rpm, with a list of what is in them and what they need
#   make dist        source archive, release notes, bill of materials, page and packages where made: $(BUILD)/dist

DEB_FOLDER  ?= $(BUILD)/deb
RPM_FOLDER  ?= $(BUILD)/rpm
DIST_FOLDER ?= $(BUILD)/dist
RELEASES    ?= bookworm trixie

.PHONY: deb deb-test rpm dist
deb:
	@packaging/deb '$(VERSION)' '$(abspath $(DEB_FOLDER))'

deb-test:
	@tests/package/chroots.sh '$(VERSION)' '$(abspath $(BUILD))' $(RELEASES)

rpm:
	@packaging/rpm '$(VERSION)' '$(abspath $(RPM_FOLDER))'

dist: all
	@packaging/dist '$(VERSION)' '$(abspath $(BUILD))' '$(abspath $(DIST_FOLDER))'
