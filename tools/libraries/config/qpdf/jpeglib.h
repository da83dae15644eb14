/* What qpdf's headers name of libjpeg, which is not there: the joiner hands pictures on as they are. */
#ifndef JPEGLIB_H
#define JPEGLIB_H
typedef unsigned int JDIMENSION;
typedef enum { JCS_UNKNOWN, JCS_GRAYSCALE } J_COLOR_SPACE;
struct jpeg_compress_struct;
#endif
