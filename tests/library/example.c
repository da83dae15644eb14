/* Makes the forms of a case: cc example.c $(pkg-config --cflags --libs formulyar); a.out <case.xml */
#include <formulyar.h>
#include <stdio.h>

int main(void)
{
    static char bytes[1 << 20];
    formulyar *engine = formulyar_open(NULL);
    const struct formulyar_input input = {"case.xml", bytes, fread(bytes, 1, sizeof bytes, stdin)};
    formulyar_result *made = formulyar_render(engine, &input, 1, NULL);

    for (size_t i = 0; i < formulyar_diagnostic_count(made); i++) {
        const struct formulyar_diagnostic *told = formulyar_diagnostic(made, i);
        printf("%s:%ld:%ld: %s [%s]\n", told->file, told->line, told->column,
               told->text[FORMULYAR_EN], told->code);
    }
    for (size_t i = 0; i < formulyar_file_count(made); i++) {
        const struct formulyar_file *file = formulyar_file(made, i);
        FILE *out = fopen(file->name, "wb");
        if (out && fwrite(file->bytes, 1, file->size, out) == file->size && fclose(out) == 0)
            printf("%s  %s\n", file->sha256, file->name);
    }
    int const status = formulyar_status(made);
    formulyar_free(made);
    formulyar_close(engine);
    return status;
}
