#include "shared/protocol/settled.h"

#include <algorithm>

#include "shared/base/json.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {
namespace {

constexpr std::size_t mostly_shown = 32;  // of a record's registers: room that is taken at once

void read_head(MessageReader& reader, const WantedRegisters& wanted, Fields& values) {
    NamedValue* value = nullptr;
    reader.tuple("heads", 2, 3, [&](std::size_t place) {
        if (place == 0) {
            const std::string_view path = reader.path_view();
            if (!wanted || wanted(path)) value = &values.emplace_back(NamedValue{Path(path), {}});
        } else if (place == 1 && value) {
            value->value = reader.value();
        } else {
            reader.cursor().skip();
        }
    });
}

void read_save(MessageReader& reader, const WantedRegisters& wanted, Fields& values) {
    reader.members({"device", "n", "at", "author"}, [&](std::string_view key) {
        if (key != "heads") return false;
        reader.list("heads", writes_max, [&] { read_head(reader, wanted, values); });
        return true;
    });
}

}  // namespace

std::optional<Fields> decode_settled(std::string_view state, const WantedRegisters& wanted) {
    if (!check_json(state, "record")) return std::nullopt;
    JsonCursor cursor(state);
    MessageReader reader(cursor);
    Fields values;
    values.reserve(mostly_shown);
    reader.members({"record", "form", "seen"}, [&](std::string_view key) {
        if (key != "saves") return false;
        reader.list("saves", writes_max, [&] { read_save(reader, wanted, values); });
        return true;
    });
    if (!reader.ok()) return std::nullopt;
    std::sort(values.begin(), values.end(), [](const NamedValue& a, const NamedValue& b) { return a.name < b.name; });
    const auto twice = std::adjacent_find(values.begin(), values.end(),
                                          [](const NamedValue& a, const NamedValue& b) { return a.name == b.name; });
    if (twice != values.end()) return std::nullopt;
    return values;
}

}  // namespace nuong::protocol
