// MessageReader: reads the parts of a message from checked JSON. Each function passes over exactly one value, whatever
// it is; what is not as it should be is remembered by its place and reads as empty. Within the protocol room only.
#pragma once
#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/encoding.h"
#include "shared/base/json.h"
#include "shared/base/json_cursor.h"
#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/model/change.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/messages.h"

namespace nuong::protocol {

class MessageReader {
public:
    explicit MessageReader(JsonCursor& cursor) : cursor_(cursor) {}

    void fail(std::string_view place);
    bool ok() const { return wrong_.empty(); }
    const std::string& wrong() const { return wrong_.front(); }  // the first place; REQUIRES: !ok()
    bool was_wrong(std::string_view place) const;
    Error error() const;  // REQUIRES: !ok()
    JsonCursor& cursor() { return cursor_; }

    std::string text(std::string_view place, std::size_t most = name_bytes_max);
    std::uint64_t number(std::string_view place);
    std::uint32_t number_32(std::string_view place) { return static_cast<std::uint32_t>(number(place) & 0xFFFFFFFFu); }
    bool is_true();
    Instant instant(std::string_view place);
    DeviceId device(std::string_view place);
    Dot dot();
    Uuid id(std::string_view place);
    Hash hash(std::string_view place);  // as hex
    Path path() { return Path(path_view()); }
    std::string_view path_view();  // until the next text is read
    Value value();
    Message message();

    // `take(key)` reads the member's value and says so, or leaves it and says false: not known here, passed over.
    // Each of `needed` must come exactly once.
    template <class Take>
    void members(std::initializer_list<std::string_view> needed, Take take) {
        if (cursor_.kind() != JsonKind::object) return wrong_kind(needed.size() > 0 ? *needed.begin() : "object");
        std::uint32_t came = 0;  // one bit for each of `needed`
        cursor_.enter();
        while (const auto key = cursor_.next_member()) {
            const auto at = std::find(needed.begin(), needed.end(), *key);
            const std::uint32_t bit = at == needed.end() ? 0 : 1u << (at - needed.begin());
            if (came & bit) {
                fail(*at);
                cursor_.skip();
                continue;
            }
            came |= bit;
            if (!take(*key)) cursor_.skip();
        }
        for (const std::string_view& key : needed)
            if (!(came >> (&key - needed.begin()) & 1)) fail(key);
    }

    // No list is an empty one. Elements beyond `most` are passed over and wrong.
    template <class Take>
    void list(std::string_view place, std::size_t most, Take take) {
        if (cursor_.kind() == JsonKind::null) return void(cursor_.skip());
        elements(place, 0, most, [&](std::size_t) { take(); });
    }

    // A list in which each place has its own meaning: `take(0)`, `take(1)` ...
    template <class Take>
    void tuple(std::string_view place, std::size_t least, std::size_t most, Take take) {
        elements(place, least, most, take);
    }

    // What `read` passes over, byte for byte.
    template <class Read>
    std::string text_of_value(Read read) {
        const char* const start = cursor_.position();
        read();
        return {start, cursor_.position()};
    }

private:
    template <class Take>
    void elements(std::string_view place, std::size_t least, std::size_t most, Take take) {
        if (cursor_.kind() != JsonKind::list) return wrong_kind(place);
        std::size_t count = 0;
        cursor_.enter();
        while (cursor_.next_element()) {
            if (count++ < most) take(count - 1);
            else cursor_.skip();
        }
        if (count < least || count > most) fail(place);
    }
    void wrong_kind(std::string_view place) {
        cursor_.skip();
        fail(place);
    }
    Value value_of_object(int depth);
    Value nested_value(int depth);

    JsonCursor& cursor_;
    std::vector<std::string> wrong_;  // places, in the order in which they were met
};

template <class Bytes>
Bytes read_bytes(MessageReader& reader, std::string_view place) {
    Bytes into{};
    const auto bytes = from_base64url(reader.text(place));
    if (!bytes || bytes->size() != into.size()) return reader.fail(place), into;
    std::copy(bytes->begin(), bytes->end(), into.begin());
    return into;
}

Error malformed_at(std::string_view place);
Error another_version();

// Checks the text, lets `take(reader, message, key)` read the members, of which `needed` must be there. A message of
// another version may be made of anything, so that is said before whatever else is wrong.
template <class T, class Take>
Result<T> decode_message(std::string_view text, std::initializer_list<std::string_view> needed, Take take) {
    if (const auto checked = check_json(text, "message"); !checked) return checked.error();
    JsonCursor cursor(text);
    MessageReader reader(cursor);
    T message;
    std::uint64_t said = 0;
    reader.members(needed, [&](std::string_view key) {
        if (key != "protocol") return take(reader, message, key);
        said = reader.number("protocol");
        return true;
    });
    if (reader.was_wrong("protocol")) return malformed_at("protocol");
    if (said != version) return another_version();
    if (!reader.ok()) return reader.error();
    return message;
}

}  // namespace nuong::protocol
