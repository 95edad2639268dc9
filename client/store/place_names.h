// PlaceNames: what people call the place of a record, for a search that finds records by it: the name of its area and
// of the commune that this lies in, folded. What lies above the commune names nobody's place: every record would match.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/model/area_tree.h"

namespace nuong::client {

class PlaceNames {
public:
    PlaceNames() = default;
    explicit PlaceNames(const AreaTree& areas);

    // Does a word of its names begin so? `beginning` is folded.
    bool has(const AreaCode& area, std::string_view beginning) const;
    // Every area of which that is so.
    std::vector<AreaCode> named(std::string_view beginning) const;

private:
    std::unordered_map<AreaCode, std::string> names_;  // a space before each word
};

}  // namespace nuong::client
