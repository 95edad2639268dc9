#include "client/store/area_directory.h"

#include "shared/model/area_file.h"

namespace nuong::client {

AreaTree areas_of(SchemaStore& schemas) {
    AreaList all;
    for (const std::string& body : schemas.bodies("areas")) {
        auto areas = parse_areas(body, "areas");
        if (areas) all.add(*areas);
    }
    auto tree = AreaTree::make(std::move(all));
    return tree ? std::move(*tree) : AreaTree();
}

}  // namespace nuong::client
