/* Pl_DCT.cc - in place of qpdf's, which needs libjpeg: to take a picture apart is an error. */
#include <qpdf/Pl_DCT.hh>

#include <stdexcept>

Pl_DCT::Members::Members(action_e action, char const *buf_description, JDIMENSION image_width,
                         JDIMENSION image_height, int components, J_COLOR_SPACE color_space,
                         CompressConfig *config_callback)
    : action(action), buf(buf_description), image_width(image_width), image_height(image_height),
      components(components), color_space(color_space), config_callback(config_callback)
{
}

Pl_DCT::Pl_DCT(char const *identifier, Pipeline *next)
    : Pipeline(identifier, next), m(new Members(a_decompress, "picture"))
{
}

Pl_DCT::~Pl_DCT()
{
}

void Pl_DCT::write(unsigned char const *, size_t)
{
}

void Pl_DCT::finish()
{
    throw std::runtime_error("pictures are not taken apart here");
}
