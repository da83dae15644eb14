/*
 * metrics.c - see metrics.h.
 */
#include "pdf/metrics.h"

enum face metrics_face_for(const struct metrics *metrics, enum face wanted, uint32_t code_point)
{
    if (metrics->advance(metrics->self, wanted, code_point) >= 0)
        return wanted;
    if (metrics->advance(metrics->self, FACE_SYMBOL, code_point) >= 0)
        return FACE_SYMBOL;
    return FACE_COUNT;
}
