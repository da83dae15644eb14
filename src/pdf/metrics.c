/*
 * metrics.c - see metrics.h.
 */
#include "pdf/metrics.h"

enum face metrics_face_for(const struct metrics *metrics, enum face wanted, uint32_t code_point,
                           int *advance)
{
    *advance = metrics->advance(metrics->self, wanted, code_point);
    if (*advance >= 0)
        return wanted;
    *advance = metrics->advance(metrics->self, FACE_SYMBOL, code_point);
    return *advance >= 0 ? FACE_SYMBOL : FACE_COUNT;
}
