/*
 * appendices.h - the appendices to the minutes of a methodical council as one document.
 *
 * Every chosen form of a case is an appendix: it carries the mark «Приложение
 * № 2 к протоколу ...» in the upper right of its first page, and pages are
 * numbered through.  A list of the appendices with their pages stands in
 * front, and minutes may stand before that.
 */
#ifndef FORMULYAR_COUNCIL_APPENDICES_H
#define FORMULYAR_COUNCIL_APPENDICES_H

#include "form/appendix_form.h"
#include "form/form.h"

/* One appendix: a form of a case. */
struct appendix_item {
    const struct casefile *casefile;
    const struct edition *edition;
    const struct form *form;
};

/* What is to be put together; all of it is borrowed. */
struct appendices_plan {
    const struct appendix_form *words;       /* forms/bundle.xml */
    const struct organization *organization; /* whose short name the mark carries */
    const char *number;                      /* of the minutes, as typed: "5" */
    const char *date;                        /* of the meeting: ISO 8601, a real date */
    const char *council;                     /* which, in the genitive; NULL: as words say */
    long first;                              /* number of the first appendix, from 1 */
    bool no_list;                            /* leaves the list out */
    bool duplex;                             /* list and appendices begin on odd pages */
    bool draft;                              /* resolve_options.draft of every form */
    const struct appendix_item *items;       /* in the order of their numbers; at least one */
    size_t count;
    /*
     * The minutes, or NULL.  Their sections come first and are changed (linked,
     * numbered through): the document belongs to the bundle then.  Fields to
     * sign in it keep their names, which must not end with "_" and a number.
     */
    const struct document *front;
    int pages_before; /* of minutes in a file of their own that is put in front: page numbers go on */
};

/* What orders the cases of a bundle. */
enum appendix_order {
    APPENDICES_AS_NAMED,
    APPENDICES_BY_NAME, /* of the teacher; of one teacher's, or namesakes', by date */
    APPENDICES_BY_DATE, /* the first of the case: that of the decision */
    APPENDICES_BY_ID,
};

/* The order of that name ("name" and so on; NULL: as named); false for another. */
bool appendices_order_read(const char *name, enum appendix_order *order);

/* Puts items into that order; those of one case stay together, in the order of its forms. */
void appendices_sort(struct appendix_item *items, size_t count, enum appendix_order order);

/* Warns of a case that was concluded after the meeting (an ISO date; NULL: not asked). */
void appendices_check_date(const struct casefile *casefile, const char *meeting,
                           struct arena *arena, struct diags *diags);

/*
 * The bundle as a document tree in the arena (form id "bundle", no case id);
 * never fails.  The page numbers in the list are still to be filled in, by
 * pdf_number_pages() (pdf/pdf.h), before it is written.
 */
struct document *appendices_document(const struct appendices_plan *plan, struct arena *arena);

#endif
