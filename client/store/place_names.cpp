#include "client/store/place_names.h"

#include "shared/base/text.h"

namespace nuong::client {
namespace {

bool is_above_communes(const Area& area) {
    return area.type == "province" || area.type == "district" || area.type == "city" || area.type == "town";
}

std::string names_of(const Area& area) {
    return " " + fold_for_search(area.name.vi) + " " + fold_for_search(area.name.en);
}

bool has_word(const std::string& names, std::string_view beginning) {
    return names.find(" " + std::string(beginning)) != std::string::npos;
}

}  // namespace

PlaceNames::PlaceNames(const AreaTree& areas) {
    for (const Area& span : areas.areas()) {
        std::string& names = names_[span.code];
        names += names_of(span);  // also what it was called before
        for (const AreaCode& code : areas.self_and_above(span.code))
            if (const Area* above = areas.find(code); above && code != span.code && !is_above_communes(*above))
                names += names_of(*above);
    }
}

bool PlaceNames::has(const AreaCode& area, std::string_view beginning) const {
    const auto names = names_.find(area);
    return names != names_.end() && has_word(names->second, beginning);
}

std::vector<AreaCode> PlaceNames::named(std::string_view beginning) const {
    std::vector<AreaCode> areas;
    for (const auto& [area, names] : names_)
        if (has_word(names, beginning)) areas.push_back(area);
    return areas;
}

}  // namespace nuong::client
