#include "shared/protocol/message_reader.h"

#include <cstdint>

#include "shared/base/encoding.h"
#include "shared/base/overloaded.h"
#include "shared/base/text.h"

namespace nuong::protocol {

void MessageReader::fail(std::string_view place) {
    if (!was_wrong(place)) wrong_.emplace_back(place);
}

bool MessageReader::was_wrong(std::string_view place) const {
    return std::find(wrong_.begin(), wrong_.end(), place) != wrong_.end();
}

Error MessageReader::error() const {
    return {
        ErrorCode::invalid,
        {"Thông điệp không đúng định dạng ở “" + wrong() + "”.", "The message is malformed at \"" + wrong() + "\"."}};
}

std::string MessageReader::text(std::string_view place, std::size_t most) {
    if (cursor_.kind() != JsonKind::text) return wrong_kind(place), std::string();
    const std::string_view text = cursor_.text();
    if (text.size() > most) return fail(place), std::string();
    return std::string(text);
}

std::uint64_t MessageReader::number(std::string_view place) {
    if (cursor_.kind() != JsonKind::number) return wrong_kind(place), 0;
    const auto number = cursor_.number();
    const auto* whole = std::get_if<std::int64_t>(&number);
    if (!whole || *whole < 0) return fail(place), 0;
    return static_cast<std::uint64_t>(*whole);
}

bool MessageReader::is_true() {
    if (cursor_.kind() == JsonKind::boolean) return cursor_.boolean();
    cursor_.skip();
    return false;
}

Instant MessageReader::instant(std::string_view place) {
    // Years 1 to 9999: a wrong clock is data, but not an overflow.
    constexpr std::int64_t least = -62'135'596'800'000, most = 253'402'300'799'999;
    if (cursor_.kind() != JsonKind::number) return wrong_kind(place), Instant();
    const auto number = cursor_.number();
    const auto* ms = std::get_if<std::int64_t>(&number);
    if (!ms || *ms < least || *ms > most) return fail(place), Instant();
    return Instant(std::chrono::milliseconds(*ms));
}

DeviceId MessageReader::device(std::string_view place) {
    const auto id = parse_device_id(text(place));
    if (!id) return fail(place), DeviceId();
    return *id;
}

Dot MessageReader::dot() {
    const auto dot = parse_dot(text("dot"));
    if (!dot || dot->n > dot_n_max) return fail("dot"), Dot();
    return *dot;
}

Uuid MessageReader::id(std::string_view place) {
    const auto bytes = from_base64url(text(place));
    Uuid id;
    if (!bytes || bytes->size() != id.bytes.size()) return fail(place), id;
    std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
    return id;
}

Hash MessageReader::hash(std::string_view place) {
    const auto hash = hash_from_hex(text(place));
    if (!hash) fail(place);
    return hash.value_or(Hash{});
}

std::string_view MessageReader::path_view() {
    if (cursor_.kind() != JsonKind::text) return wrong_kind("path"), std::string_view();
    const std::string_view path = cursor_.text();
    if (path.size() > path_bytes_max) return fail("path"), std::string_view();
    const bool plain =
        std::none_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (path.empty() || !plain) fail("path");  // UTF-8 it is: the whole message was checked
    return path;
}

Value MessageReader::value() {
    Value value = nested_value(0);
    if (const auto* text = value.as<std::string>(); text && text->size() > value_bytes_max) fail("value");
    return value;
}

Value MessageReader::nested_value(int depth) {
    switch (cursor_.kind()) {
        case JsonKind::null: cursor_.skip(); return {};
        case JsonKind::boolean: return cursor_.boolean();
        case JsonKind::number:
            return std::visit(Overloaded{[&](std::monostate) { return fail("value"), Value(); },
                                         [](std::int64_t whole) { return Value(whole); },
                                         [](double decimal) { return Value(decimal); }},
                              cursor_.number());
        case JsonKind::text: {
            auto composed = to_nfc(cursor_.text());
            if (!composed) return fail("value"), Value();
            return std::move(*composed);
        }
        case JsonKind::object: return value_of_object(depth);
        case JsonKind::list: break;
    }
    return wrong_kind("value"), Value();
}

// {"missing":"refused"} or {"fields":{"name":value}}
Value MessageReader::value_of_object(int depth) {
    Value value;
    std::size_t count = 0;
    members({}, [&](std::string_view key) {
        ++count;
        if (key == "missing" && cursor_.kind() == JsonKind::text) {
            value = Missing{std::string(cursor_.text())};
        } else if (key == "fields" && cursor_.kind() == JsonKind::object) {
            Fields fields;
            members({}, [&](std::string_view name) {
                if (depth >= fields_depth_max || fields.size() >= writes_max) return fail("value"), false;
                std::string owned(name);  // the name is gone when the value is read
                set(fields, owned, nested_value(depth + 1));
                return true;
            });
            value = std::move(fields);
        } else {
            return false;
        }
        return true;
    });
    const auto* missing = value.as<Missing>();
    if (count != 1 || value.is_null() || (missing && missing->reason.empty())) return fail("value"), Value();
    return value;
}

Message MessageReader::message() {
    constexpr std::size_t message_bytes_max = 4096;
    Message message;
    members({"vi", "en"}, [&](std::string_view key) {
        if (key == "vi") message.vi = text("vi", message_bytes_max);
        else if (key == "en") message.en = text("en", message_bytes_max);
        else return false;
        return true;
    });
    return message;
}

Error malformed_at(std::string_view place) {
    JsonCursor nowhere("null");
    MessageReader reader(nowhere);
    reader.fail(place);
    return reader.error();
}

Error another_version() {
    return {ErrorCode::invalid,
            {"Máy này và máy chủ dùng hai phiên bản giao thức khác nhau. Hãy cập nhật chương trình.",
             "Server and device speak different protocol versions. Update the program."}};
}

}  // namespace nuong::protocol
