#include "shared/model/area_file.h"

#include <nlohmann/json.hpp>

#include "shared/base/schema_reader.h"

namespace nuong {
namespace {

std::optional<double> share_of(const SchemaNode& node) {
    if (!node.has("share")) return std::nullopt;
    const Json& share = node.json()["share"];
    if (share.is_number() && share.get<double>() > 0 && share.get<double>() <= 1) return share.get<double>();
    node.complain("share", {"cần một số trên 0 và không quá 1.", "needs a number above 0 and not above 1."});
    return std::nullopt;
}

Area read_area(const SchemaNode& node, const std::string& code_system) {
    node.allow_only(
        {"code", "id", "code_system", "name_vi", "name_en", "type", "parent", "order", "valid_from", "valid_to"});
    Area area;
    area.official_code = node.text("code");
    area.code = node.text_or("id", area.official_code);
    area.code_system = node.text_or("code_system", code_system);
    area.name = {node.text("name_vi"), node.text("name_en")};
    area.type = node.text("type");
    if (node.has("parent")) area.parent = node.text("parent");
    area.order = static_cast<int>(node.integer_or("order", 0, 1'000'000, 0));
    area.valid_from = node.date_or_none("valid_from");
    area.valid_to = node.date_or_none("valid_to");
    if (area.valid_from && area.valid_to && *area.valid_to < *area.valid_from)
        node.complain("valid_to", {"phải từ valid_from trở đi.", "must not lie before valid_from."});
    return area;
}

AreaLink read_link(const SchemaNode& node) {
    node.allow_only({"old", "new", "kind", "share", "date", "decision"});
    AreaLink link;
    link.old_area = node.text("old");
    link.new_area = node.text("new");
    link.is_whole = node.one_of("kind", {"whole", "part"}, "part") == "whole";
    link.share = share_of(node);
    link.date = node.date("date").value_or(Date{});
    link.decision = node.text_or("decision", "");
    return link;
}

}  // namespace

Result<AreaList> parse_areas(std::string_view text, const std::string& what) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    SchemaProblems problems(what);
    const SchemaNode node(*json, problems);
    node.allow_only({"kind", "id", "version", "code_system", "source", "areas", "links"});
    AreaList list;
    for (const SchemaNode& area : node.list("areas"))
        list.areas.push_back(read_area(area, node.text_or("code_system", "")));
    for (const SchemaNode& link : node.list_or_none("links")) list.links.push_back(read_link(link));
    if (!problems.empty()) return problems.error();
    return list;
}

}  // namespace nuong
