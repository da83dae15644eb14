#include "case/namesakes.h"

void namesakes_free(struct namesakes *namesakes)
{
    seen_free(&namesakes->names);
    seen_free(&namesakes->anonymous);
}

bool namesakes_have(const struct namesakes *namesakes, const char *key, bool identified)
{
    return *key && seen_has(identified ? &namesakes->anonymous : &namesakes->names, key);
}

void namesakes_add(struct namesakes *namesakes, const char *key, bool identified)
{
    if (!*key)
        return;
    seen_add(&namesakes->names, key);
    if (!identified)
        seen_add(&namesakes->anonymous, key);
}
