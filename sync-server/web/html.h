// Html as the pages write it (shared/charts/html.h), and the addresses in it.
#pragma once
#include <map>
#include <string>

#include "shared/charts/html.h"

namespace nuong::web {

using charts::Attribute;
using charts::document;
using charts::element;
using charts::Html;
using charts::Literal;
using charts::lone_element;

// path?name=value&..., the values percent-encoded.
std::string address(Literal path, const std::map<std::string, std::string>& query);

}  // namespace nuong::web
