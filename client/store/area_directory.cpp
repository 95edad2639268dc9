#include "client/store/area_directory.h"

namespace nuong::client {

AreaTree areas_of(SchemaStore& schemas) {
    std::vector<Area> all;
    for (const std::string& body : schemas.bodies("areas")) {
        auto areas = parse_areas(body, "areas");
        if (areas) all.insert(all.end(), areas->begin(), areas->end());
    }
    auto tree = AreaTree::make(std::move(all));
    return tree ? std::move(*tree) : AreaTree();
}

}  // namespace nuong::client
