/*
 * blocks.h - the kinds of blocks that are plain paragraphs: letterhead, mark,
 * heading, paragraph, field, list, choices.
 */
#ifndef FORMULYAR_DOCX_BLOCKS_H
#define FORMULYAR_DOCX_BLOCKS_H

#include "docx/wml.h"

/* Each appends one block to the body. */
void letterhead_write(struct docx_writer *writer, const struct letterhead *letterhead);
void mark_write(struct docx_writer *writer, const struct mark *mark);
void heading_write(struct docx_writer *writer, const struct heading *heading);
void text_block_write(struct docx_writer *writer, const struct paragraph *paragraph);
void field_write(struct docx_writer *writer, const struct field *field);
void list_write(struct docx_writer *writer, const struct list *list);
void choices_write(struct docx_writer *writer, const struct choices *choices);

#endif
