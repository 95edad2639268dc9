// A paper as one HTML file that needs nothing else: no script, no picture, no address. It is well-formed XML too.
#pragma once
#include <string>

#include "shared/printing/paper.h"

namespace nuong::printing {

// What a person wrote stays text: <, &, quotes escaped, control characters and broken letters gone, new lines kept.
std::string escaped(std::string_view text);

std::string html_page(const Paper& paper);

}  // namespace nuong::printing
