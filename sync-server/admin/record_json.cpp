#include "sync-server/admin/record_json.h"

#include <nlohmann/json.hpp>

#include "shared/protocol/codec.h"

namespace nuong::admin {

OrderedJson json_of(const ChangeRow& row) {
    OrderedJson json{{"change", to_string(row.device) + ":" + std::to_string(row.seq)},
                     {"device", to_string(row.device)},
                     {"seq", row.seq},
                     {"record", to_string(row.record)},
                     {"author", row.author},
                     {"received", to_string(row.received)}};
    if (!row.verdict.empty()) {
        json["refused"] = row.verdict;
        json["message"] = {{"vi", row.reason.vi}, {"en", row.reason.en}};
    }
    const auto change = protocol::decode_change(row.body);
    if (!change) {
        json["text"] = row.body;  // refused because it cannot be read: a person can
        return json;
    }
    json["form"] = change->form;
    json["form_version"] = change->form_version;
    json["at"] = to_string(change->at);
    OrderedJson writes = OrderedJson::array();
    for (const Write& write : change->writes)
        writes.push_back({{"path", write.path}, {"value", OrderedJson(to_json(write.value))}});
    json["writes"] = std::move(writes);
    return json;
}

}  // namespace nuong::admin
