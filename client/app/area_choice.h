// Choosing an area: down the tree a level at a time, or by a few letters of its name. Where a reform has closed an area
// it can still be chosen, because records of that time belong there, and says until when it was in force.
#pragma once
#include <string>
#include <vector>

#include "client/app/view_model.h"
#include "shared/forms/form_definition.h"
#include "shared/model/area_tree.h"

namespace nuong::client {

// "Xã Nậm Xé", "Nậm Xé (commune)".
std::string area_title(const Area& area, Language language);
// With everything above it: "Xã Nậm Xé, Huyện Văn Bàn, Tỉnh Lào Cai". What is no area is returned as it is.
std::string area_text(const AreaTree& areas, const std::string& code, Language language);
// The form asks for an area in this text question (appearance "area").
bool asks_for_area(const forms::Node& node);

struct AreaWish {
    std::string question = {};
    std::vector<AreaCode> roots = {};  // what may be chosen: these and everything below
    AreaCode inside = {};              // whose parts are shown; empty: the roots
    std::string query = {};
    AreaCode chosen = {};
    bool takes_words = false;  // a place outside the tree is written in words
};
AreaView area_view(const AreaTree& areas, const AreaWish& wish, Date today, Language language);

// Where choosing begins: beside what is chosen, else within the only root.
AreaCode first_inside(const AreaTree& areas, const std::vector<AreaCode>& roots, const AreaCode& chosen);
// Areas that nothing lies above.
std::vector<AreaCode> outermost_areas(const AreaTree& areas);

}  // namespace nuong::client
