// A member that is a list of hashes, as hex. Within the protocol room only.
#pragma once
#include "shared/base/encoding.h"
#include "shared/protocol/json_text.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {

// An empty list is not said.
inline void put_hashes(JsonText& json, std::string_view key, const std::vector<Hash>& hashes) {
    if (hashes.empty()) return;
    json.key(key).open('[');
    for (const Hash& hash : hashes) json.text(to_hex(hash));
    json.close(']');
}

inline std::vector<Hash> read_hashes(MessageReader& reader, std::string_view key, std::size_t most) {
    std::vector<Hash> hashes;
    reader.list(key, most, [&] { hashes.push_back(reader.hash(key)); });
    return hashes;
}

}  // namespace nuong::protocol
