/*
 * named_edition.h - an edition as the command line names it: by its id, or by its folder.
 */
#ifndef FORMULYAR_CMD_NAMED_EDITION_H
#define FORMULYAR_CMD_NAMED_EDITION_H

#include "cmd/options.h"
#include "engine/places.h"

struct named_edition {
    const char *id;
    const char *folder; /* of the edition */
    const char *above;  /* the folder that it stands in */
};

/* True for a folder with an edition.xml, or that file: *edition says which it is, in the arena. */
bool edition_is_folder(const char *operand, struct named_edition *edition, struct arena *arena);

/*
 * True for the id of an edition in the folder of forms that --forms names, or else lies beside the program; the second
 * takes a folder for it too.  False, with nothing said, when it is none.
 */
bool edition_is_installed(const struct options *options, const char *id,
                          struct named_edition *edition, struct arena *arena);
bool edition_find_named(const struct options *options, const char *operand,
                        struct named_edition *edition, struct arena *arena);

#endif
