// What travels of what was erased by law: which records it were, and in place of a change whose text is gone, its hash.
// Within the protocol room only.
#pragma once
#include "shared/protocol/json_text.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {

void put_erasures(JsonText& json, const Erasures& erasures);
Erasures read_erasures(MessageReader& reader);

// It says so with its first word: every other change is read without looking for it.
bool is_without_body(std::string_view text);
SentChange read_without_body(MessageReader& reader);

}  // namespace nuong::protocol
