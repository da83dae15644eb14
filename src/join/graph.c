/*
 * graph.c - see object.h.
 *
 * What is still to be looked into waits in a list: neither a chain of objects nor deep
 * arrays need the stack.
 */
#include "join/object.h"

#include "base/arena.h"
#include "base/seen.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CONTAINERS = 20000000, OBJECT_BITS = 32 };

struct graph {
    qpdf_data pdf;
    graph_visit *visit;
    void *context;
    struct arena *arena; /* of the keys at hand */
    struct seen met;     /* objects, by generation and number */
    qpdf_oh *waiting;
    size_t waiting_count, waiting_room;
    long containers;
    bool failed;
};

/* True for an object that was not met before. */
static bool meet(struct graph *graph, qpdf_oh object)
{
    uint64_t const id = (uint64_t)qpdf_oh_get_object_id(graph->pdf, object);
    uint64_t const generation = (uint64_t)qpdf_oh_get_generation(graph->pdf, object);
    return seen_add_number(&graph->met, (generation << OBJECT_BITS | id) + 1);
}

static bool is_container(qpdf_data pdf, qpdf_oh object)
{
    return qpdf_oh_is_dictionary(pdf, object) || qpdf_oh_is_array(pdf, object) ||
           qpdf_oh_is_stream(pdf, object);
}

static void wait_for(struct graph *graph, qpdf_oh object)
{
    graph->waiting =
        xgrow(graph->waiting, graph->waiting_count, &graph->waiting_room, sizeof *graph->waiting);
    graph->waiting[graph->waiting_count++] = object;
}

/* Takes the handle over. */
static void take(struct graph *graph, qpdf_oh object)
{
    bool const is_new = is_container(graph->pdf, object) &&
                        (!qpdf_oh_is_indirect(graph->pdf, object) || meet(graph, object));
    if (is_new)
        wait_for(graph, object);
    else
        qpdf_oh_release(graph->pdf, object);
}

static void look_into_array(struct graph *graph, qpdf_oh array)
{
    int const count = qpdf_oh_get_array_n_items(graph->pdf, array);
    for (int i = 0; i < count; i++)
        take(graph, qpdf_oh_get_array_item(graph->pdf, array, i));
}

/*
 * False for a key with a stray "#", which the library marks by a NUL, at which C ends
 * it: then the dictionary has no such key, or twice.
 */
static bool keys_are_whole(qpdf_data pdf, qpdf_oh dict, const struct object_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        if (!qpdf_oh_has_key(pdf, dict, keys->names[i]) ||
            (i > 0 && strcmp(keys->names[i], keys->names[i - 1]) == 0))
            return false;
    return true;
}

static void look_into_dict(struct graph *graph, qpdf_oh dict)
{
    struct object_keys const keys = object_keys(graph->pdf, dict, graph->arena);
    graph->failed = graph->failed || !keys_are_whole(graph->pdf, dict, &keys);
    for (size_t i = 0; i < keys.count; i++)
        take(graph, qpdf_oh_get_key(graph->pdf, dict, keys.names[i]));
    arena_reset(graph->arena);
}

static void look_into(struct graph *graph, qpdf_oh container)
{
    graph->visit(graph->context, container);
    if (qpdf_oh_is_array(graph->pdf, container)) {
        look_into_array(graph, container);
        return;
    }
    bool const is_stream = qpdf_oh_is_stream(graph->pdf, container);
    qpdf_oh const dict = is_stream ? qpdf_oh_get_dict(graph->pdf, container) : container;
    look_into_dict(graph, dict);
    if (is_stream)
        qpdf_oh_release(graph->pdf, dict);
}

bool graph_walk(qpdf_data pdf, qpdf_oh from, graph_visit *visit, void *context)
{
    struct graph graph = {.pdf = pdf, .visit = visit, .context = context, .arena = arena_new()};
    take(&graph, qpdf_oh_new_object(pdf, from));
    while (graph.waiting_count && !graph.failed) {
        qpdf_oh const next = graph.waiting[--graph.waiting_count];
        look_into(&graph, next);
        qpdf_oh_release(pdf, next);
        graph.failed = graph.failed || ++graph.containers > MAX_CONTAINERS;
    }
    free(graph.waiting);
    seen_free(&graph.met);
    arena_free(graph.arena);
    return !graph.failed;
}
