// Decoding half of codec.h. A Reader walks the parsed JSON; the first thing that is wrong is remembered with its place
// and everything after it reads as empty, so the functions below stay straight lines.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/encoding.h"
#include "shared/base/json.h"
#include "shared/base/text.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"

namespace nuong::protocol {
namespace {

class Reader {
public:
    void fail(std::string_view place) {
        if (wrong_.empty()) wrong_ = place;
    }
    bool ok() const { return wrong_.empty(); }
    Error error() const {
        return {
            ErrorCode::invalid,
            {"Thông điệp không đúng định dạng ở “" + wrong_ + "”.", "The message is malformed at \"" + wrong_ + "\"."}};
    }

    const Json& member(const Json& object, const char* key) {
        static const Json none;
        if (object.is_object())
            if (const auto at = object.find(key); at != object.end()) return *at;
        return none;
    }
    std::string text(const Json& object, const char* key, std::size_t most = name_bytes_max) {
        return text_of(member(object, key), key, most);
    }
    std::string text_of(const Json& json, const char* place, std::size_t most = name_bytes_max) {
        if (!json.is_string() || json.get_ref<const std::string&>().size() > most) return fail(place), std::string();
        return json.get<std::string>();
    }
    std::uint64_t number(const Json& object, const char* key) { return number_of(member(object, key), key); }
    std::uint64_t number_of(const Json& json, const char* place) {
        if (!json.is_number_unsigned() || json.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
            return fail(place), 0;
        return json.get<std::uint64_t>();
    }
    Instant instant(const Json& object, const char* key) {
        const Json& json = member(object, key);
        // Years 1 to 9999: a wrong clock is data, but not an overflow.
        constexpr std::int64_t least = -62'135'596'800'000, most = 253'402'300'799'999;
        if (!json.is_number_integer()) return fail(key), Instant();
        if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(most))
            return fail(key), Instant();
        const auto ms = json.get<std::int64_t>();
        if (ms < least || ms > most) return fail(key), Instant();
        return Instant(std::chrono::milliseconds(ms));
    }
    const Json& list(const Json& object, const char* key, std::size_t most) {
        return list_of(member(object, key), key, most);
    }
    const Json& list_of(const Json& json, const char* place, std::size_t most) {
        static const Json empty = Json::array();
        if (json.is_null()) return empty;
        if (!json.is_array() || json.size() > most) return fail(place), empty;
        return json;
    }
    DeviceId device(const Json& object, const char* key) {
        const auto id = parse_device_id(text(object, key));
        if (!id) return fail(key), DeviceId();
        return *id;
    }
    Dot dot(const Json& json) {
        const auto dot = parse_dot(text_of(json, "dot"));
        if (!dot) return fail("dot"), Dot();
        return *dot;
    }
    Uuid id_of(const Json& json, const char* place) {
        const auto bytes = from_base64url(text_of(json, place));
        Uuid id;
        if (!bytes || bytes->size() != id.bytes.size()) return fail(place), id;
        std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
        return id;
    }
    Path path(const Json& json) {
        std::string path = text_of(json, "path", path_bytes_max);
        const bool plain =
            std::none_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
        if (path.empty() || !plain || !is_utf8(path)) fail("path");
        return path;
    }
    Value value(const Json& json) {
        auto value = value_from_json(json);
        if (!value) return fail("value"), Value();
        if (const auto* text = value->as<std::string>(); text && text->size() > value_bytes_max) fail("value");
        return std::move(*value);
    }
    Message message(const Json& object, const char* key) {
        const Json& json = member(object, key);
        return {text(json, "vi", 4096), text(json, "en", 4096)};
    }

private:
    std::string wrong_;
};

Write read_write(Reader& reader, const Json& json) {
    Write write;
    if (!json.is_array() || json.size() < 2 || json.size() > 4) return reader.fail("writes"), write;
    write.path = reader.path(json[0]);
    write.value = reader.value(json[1]);
    if (json.size() > 2)
        for (const Json& dot : reader.list_of(json[2], "replaces", writes_max))
            write.replaces.push_back(reader.dot(dot));
    if (json.size() > 3) write.before = reader.value(json[3]);
    return write;
}

Change read_change(Reader& reader, const Json& json) {
    Change change;
    change.device = reader.device(json, "device");
    change.seq = reader.number(json, "seq");
    if (json.is_object() && json.contains("group")) change.group = reader.id_of(json["group"], "group");
    change.record = reader.id_of(reader.member(json, "record"), "record");
    change.form = reader.text(json, "form");
    change.form_version = static_cast<std::uint32_t>(reader.number(json, "version") & 0xFFFFFFFFu);
    change.at = reader.instant(json, "at");
    change.author = reader.text(json, "author");
    change.n0 = reader.number(json, "n");
    for (const Json& write : reader.list(json, "writes", writes_max))
        change.writes.push_back(read_write(reader, write));
    if (change.seq == 0) reader.fail("seq");
    if (change.n0 == 0) reader.fail("n");
    if (change.writes.empty()) reader.fail("writes");
    return change;
}

void place_head(RecordState& state, const Path& path, Head head) {
    auto at = std::lower_bound(state.registers.begin(), state.registers.end(), path,
                               [](const Register& reg, const Path& wanted) { return reg.path < wanted; });
    if (at == state.registers.end() || at->path != path) at = state.registers.insert(at, Register{path, {}});
    at->heads.push_back(std::move(head));  // saves come in order of dots, so heads stay sorted
}

void read_save(Reader& reader, const Json& json, RecordState& state) {
    const DeviceId device = reader.device(json, "device");
    std::uint64_t n = reader.number(json, "n");
    const Instant at = reader.instant(json, "at");
    const UserId author = reader.text(json, "author");
    if (n == 0) reader.fail("n");
    for (const Json& item : reader.list(json, "heads", writes_max)) {
        if (!item.is_array() || item.size() < 2 || item.size() > 3) return reader.fail("heads");
        Head head{{device, n++}, at, author, reader.value(item[1]), std::nullopt};
        if (item.size() > 2) head.before = reader.value(item[2]);
        place_head(state, reader.path(item[0]), std::move(head));
    }
}

// A state whose heads are not in its own context, or not in order, would poison every merge after it.
void check_state(Reader& reader, const RecordState& state) {
    for (const Register& reg : state.registers)
        for (std::size_t i = 0; i < reg.heads.size(); ++i) {
            if (!state.context.has_seen(reg.heads[i].dot)) reader.fail("seen");
            if (i > 0 && !(reg.heads[i - 1].dot < reg.heads[i].dot)) reader.fail("saves");
        }
}

RecordState read_state(Reader& reader, const Json& json) {
    RecordState state;
    state.id = reader.id_of(reader.member(json, "record"), "record");
    state.form = reader.text(json, "form");
    const Json& seen = reader.member(json, "seen");
    if (!seen.is_object()) return reader.fail("seen"), state;
    for (const auto& [name, n] : seen.items()) {
        const auto device = parse_device_id(name);
        if (!device) return reader.fail("seen"), state;
        state.context.add_run(*device, reader.number_of(n, "seen"));
    }
    for (const Json& dot : reader.list(json, "beyond", writes_max)) state.context.add(reader.dot(dot));
    for (const Json& save : reader.list(json, "saves", writes_max)) read_save(reader, save, state);
    check_state(reader, state);
    return state;
}

Grants read_grants(Reader& reader, const Json& json) {
    Grants grants{reader.text(json, "user"), reader.text(json, "role"), {}};
    for (const Json& area : reader.list(json, "areas", cursors_max))
        grants.areas.push_back(reader.text_of(area, "areas"));
    return grants;
}

AreaPage read_page(Reader& reader, const Json& json) {
    AreaPage page;
    page.area = reader.text(json, "area");
    for (const Json& state : reader.list(json, "states", 1'000'000)) {
        page.states.push_back(read_state(reader, state));
        if (!reader.ok()) return page;
    }
    for (const Json& id : reader.list(json, "left", 1'000'000)) page.left.push_back(reader.id_of(id, "left"));
    page.at = reader.number(json, "at");
    page.more = reader.member(json, "more").is_boolean() && reader.member(json, "more").get<bool>();
    return page;
}

SchemaEntry read_schema_entry(Reader& reader, const Json& json) {
    SchemaEntry entry;
    if (!json.is_array() || json.size() != 4) return reader.fail("catalogue"), entry;
    entry.kind = reader.text_of(json[0], "catalogue");
    entry.id = reader.text_of(json[1], "catalogue");
    entry.version = static_cast<std::uint32_t>(reader.number_of(json[2], "catalogue") & 0xFFFFFFFFu);
    entry.hash = reader.text_of(json[3], "catalogue");
    return entry;
}

Error too_new() {
    return {ErrorCode::invalid,
            {"Máy chủ và thiết bị dùng hai phiên bản giao thức khác nhau. Hãy cập nhật chương trình.",
             "Server and device speak different protocol versions. Update the program."}};
}

// Parses, checks the version, lets `read` fill the message.
template <class T, class Read>
Result<T> decode_message(std::string_view text, Read read) {
    auto json = parse_json(text, "message");
    if (!json) return json.error();
    Reader reader;
    if (reader.number(*json, "protocol") != version) return reader.ok() ? too_new() : reader.error();
    T message;
    read(reader, *json, message);
    if (!reader.ok()) return reader.error();
    return message;
}

}  // namespace

Result<SyncRequest> decode_sync_request(std::string_view text) {
    return decode_message<SyncRequest>(text, [](Reader& reader, const Json& json, SyncRequest& request) {
        request.device = reader.device(json, "device");
        if (json.contains("epoch")) request.epoch = reader.text(json, "epoch");
        for (const Json& cursor : reader.list(json, "cursors", cursors_max)) {
            if (!cursor.is_array() || cursor.size() != 2) return reader.fail("cursors");
            request.cursors.push_back({reader.text_of(cursor[0], "cursors"), reader.number_of(cursor[1], "cursors")});
        }
        request.catalogue = reader.text(json, "catalogue");
        request.grants = reader.text(json, "grants");
        request.clock = reader.instant(json, "clock");
        if (json.contains("page_bytes"))
            request.page_bytes =
                static_cast<std::uint32_t>(std::min<std::uint64_t>(reader.number(json, "page_bytes"), text_bytes_max));
        const Json& changes = reader.list(json, "changes", changes_max);
        if (changes.empty()) return;
        const auto link = from_base64url(reader.text(json, "previous"));
        if (!link || link->size() != request.previous_link.size()) return reader.fail("previous");
        std::copy(link->begin(), link->end(), request.previous_link.begin());
        for (const Json& change : changes) {
            request.changes.push_back(read_change(reader, change));
            if (!reader.ok()) return;
        }
    });
}

Result<SyncAnswer> decode_sync_answer(std::string_view text) {
    return decode_message<SyncAnswer>(text, [](Reader& reader, const Json& json, SyncAnswer& answer) {
        answer.epoch = reader.text(json, "epoch");
        answer.time = reader.instant(json, "time");
        answer.acked = reader.number(json, "acked");
        for (const Json& verdict : reader.list(json, "verdicts", changes_max))
            answer.verdicts.push_back(
                {reader.number(verdict, "seq"), reader.text(verdict, "code"), reader.message(verdict, "message")});
        if (json.contains("grants")) answer.grants = read_grants(reader, json["grants"]);
        if (json.contains("catalogue")) {
            answer.catalogue.emplace();
            for (const Json& entry : reader.list(json, "catalogue", 10'000))
                answer.catalogue->push_back(read_schema_entry(reader, entry));
        }
        for (const Json& page : reader.list(json, "areas", cursors_max))
            answer.areas.push_back(read_page(reader, page));
        if (json.contains("retry_after"))
            answer.retry_after =
                std::chrono::seconds(std::min<std::uint64_t>(reader.number(json, "retry_after"), 86400));
    });
}

Result<EnrollRequest> decode_enroll_request(std::string_view text) {
    return decode_message<EnrollRequest>(text, [](Reader& reader, const Json& json, EnrollRequest& request) {
        request = {reader.text(json, "code"), reader.device(json, "device"), reader.text(json, "device_name")};
    });
}

Result<EnrollAnswer> decode_enroll_answer(std::string_view text) {
    return decode_message<EnrollAnswer>(text, [](Reader& reader, const Json& json, EnrollAnswer& answer) {
        answer = {reader.text(json, "token"), read_grants(reader, reader.member(json, "grants")),
                  reader.text(json, "epoch")};
    });
}

Result<Change> decode_change(std::string_view text) {
    auto json = parse_json(text, "change");
    if (!json) return json.error();
    Reader reader;
    Change change = read_change(reader, *json);
    if (!reader.ok()) return reader.error();
    return change;
}

Result<RecordState> decode_state(std::string_view text) {
    auto json = parse_json(text, "record");
    if (!json) return json.error();
    Reader reader;
    RecordState state = read_state(reader, *json);
    if (!reader.ok()) return reader.error();
    return state;
}

HttpError decode_http_error(std::string_view text) {
    const HttpError nonsense{"nonsense",
                             {"Máy chủ trả lời không hiểu được. Hãy kiểm tra địa chỉ máy chủ.",
                              "The server's answer makes no sense. Check the server address."}};
    const auto json = parse_json(text, "answer");
    if (!json || !json->is_object() || !json->contains("error")) return nonsense;
    Reader reader;
    const Json& error = (*json)["error"];
    HttpError read{reader.text(error, "code"), reader.message(error, "message")};
    return reader.ok() ? read : nonsense;
}

}  // namespace nuong::protocol
