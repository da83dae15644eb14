# What is handed over: packages and a source archive.  The scripts are in packaging/, and say what they do.
#
#   make deb         Debian packages into $(BUILD)/deb (tools/install-packages build package; page too, for formulyar-page)
#   make deb-test    builds, installs, upgrades and removes them in minimal Debian 12 and 13 (root; RELEASES=bookworm for one)
#   make rpm         packages for systems with RPM, into $(BUILD)/rpm, with a list of what is in them and what they need
#   make dist        all that is handed over, of what is committed, into $(BUILD)/dist: source archive, release notes, bill of
#                    materials, page, packages; DIST_PARTS="page portable deb rpm": which of what takes longer
#   make dist-test   the whole of that twice, in two folders, at two times: the same bytes (half an hour)

DEB_FOLDER  ?= $(BUILD)/deb
RPM_FOLDER  ?= $(BUILD)/rpm
DIST_FOLDER ?= $(BUILD)/dist
RELEASES    ?= bookworm trixie

.PHONY: deb deb-test rpm dist dist-test
deb:
	@packaging/deb '$(VERSION)' '$(abspath $(DEB_FOLDER))'

deb-test:
	@tests/package/chroots.sh '$(VERSION)' '$(abspath $(BUILD))' $(RELEASES)

rpm:
	@packaging/rpm '$(VERSION)' '$(abspath $(RPM_FOLDER))' '$(abspath $(BUILD))'

# The parts are made anew of what is committed; one that this machine lacks tools for ends it, so that none is missed.
DIST_PARTS ?= page portable deb rpm
dist:
	@packaging/ready '$(VERSION)'
	@rm -rf $(addprefix '$(abspath $(BUILD))'/,formulyar.html portable/formulyar deb rpm)
	@$(MAKE) --no-print-directory all
	@for part in $(DIST_PARTS); do $(MAKE) --no-print-directory $$part ORGANIZATION= EDITION= || exit; done
	@packaging/dist '$(VERSION)' '$(abspath $(BUILD))' '$(abspath $(DIST_FOLDER))'

dist-test:
	@tests/package/twice.sh '$(VERSION)' '$(abspath $(BUILD))' $(DIST_PARTS)
