#include "sync-server/core/import_plan.h"

#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace nuong {
namespace {

std::string text_of(const ImportedPlan& plan, const PlanFacts& facts, std::uint32_t version) {
    return dump_json_for_people(target_document(plan, facts, version)) + "\n";
}

}  // namespace

Result<PlanDesk> plan_desk(StoreReader& reader) {
    const std::vector<DocumentRow> documents = reader.documents_in_force();
    const auto book = make_book(documents);
    if (!book) return book.error();
    PlanDesk desk{{}, (*book)->areas};
    for (const DocumentRow& document : documents) {
        if (document.kind != "target_layout") continue;
        auto layout = parse_target_layout(document.body, document.id);
        if (!layout) return layout.error();
        desk.layouts.push_back(std::move(*layout));
    }
    if (!desk.layouts.empty()) return desk;
    return Error{ErrorCode::not_found,
                 {"Chưa công bố mẫu bảng chỉ tiêu nào. Hãy chạy: publish schemas",
                  "No layout of targets has been published. Run: publish schemas"}};
}

StoredPlan place_of_plan(StoreReader& reader, const ImportedPlan& plan, const PlanFacts& facts) {
    const std::string id = target_document(plan, facts, 1)["id"];
    for (const DocumentRow& document : reader.documents_in_force()) {
        if (document.kind != "targets" || document.id != id) continue;
        const bool same = document.body == text_of(plan, facts, document.version);
        return {id, same ? document.version : document.version + 1, !same};
    }
    return {id, 1, true};
}

Result<StoredPlan> store_plan(StoreTransaction& transaction, const ImportedPlan& plan, const PlanFacts& facts,
                              const std::string& who, Instant now) {
    const StoredPlan stored = place_of_plan(transaction, plan, facts);
    if (!stored.is_new) return stored;
    const auto published =
        publish(transaction, {{stored.id + ".json", "targets", text_of(plan, facts, stored.version)}}, who, now);
    if (!published) return published.error();
    return stored;
}

}  // namespace nuong
