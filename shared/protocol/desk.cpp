#include "shared/protocol/desk.h"

#include "shared/base/hash.h"
#include "shared/protocol/json_text.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {
namespace {

constexpr std::size_t waits_max = 16;  // numbers of a newer program are passed over

void put_device(JsonText& json, const DeskDevice& device) {
    json.open('{').key("device").text(to_string(device.device)).key("name").text(device.name);
    json.key("user").text(device.user).key("role").text(device.role).key("areas").open('[');
    for (const AreaCode& area : device.areas) json.text(area);
    json.close(']').key("seen").integer(device.seen.time_since_epoch().count());
    json.key("accepted").number(device.accepted);
    if (device.refused > 0) json.key("refused").number(device.refused);
    if (device.waits) {
        json.key("waits");
        put_waits(json, *device.waits);
    }
    json.close('}');
}

DeskDevice read_device(MessageReader& reader) {
    DeskDevice device;
    reader.members({"device", "user", "seen"}, [&](std::string_view key) {
        if (key == "device") device.device = reader.device("device");
        else if (key == "name") device.name = reader.text("name");
        else if (key == "user") device.user = reader.text("user");
        else if (key == "role") device.role = reader.text("role");
        else if (key == "areas")
            reader.list("areas", cursors_max, [&] { device.areas.push_back(reader.text("areas")); });
        else if (key == "seen") device.seen = reader.instant("seen");
        else if (key == "accepted") device.accepted = reader.number("accepted");
        else if (key == "refused") device.refused = reader.number("refused");
        else if (key == "waits") device.waits = read_waits(reader);
        else return false;
        return true;
    });
    return device;
}

void put_refused(JsonText& json, const RefusedSave& save) {
    json.open('{').key("device").text(to_string(save.device)).key("user").text(save.user);
    json.key("form").text(save.form).key("at").integer(save.at.time_since_epoch().count());
    json.key("reason").open('{').key("vi").text(save.reason.vi).key("en").text(save.reason.en).close('}');
    json.close('}');
}

RefusedSave read_refused(MessageReader& reader) {
    RefusedSave save;
    reader.members({"device", "at", "reason"}, [&](std::string_view key) {
        if (key == "device") save.device = reader.device("device");
        else if (key == "user") save.user = reader.text("user");
        else if (key == "form") save.form = reader.text("form");
        else if (key == "at") save.at = reader.instant("at");
        else if (key == "reason") save.reason = reader.message();
        else return false;
        return true;
    });
    return save;
}

void put_idle(JsonText& json, const IdlePerson& person) {
    json.open('{').key("user").text(person.user).key("role").text(person.role).key("areas").open('[');
    for (const AreaCode& area : person.areas) json.text(area);
    json.close(']').close('}');
}

IdlePerson read_idle(MessageReader& reader) {
    IdlePerson person;
    reader.members({"user", "role"}, [&](std::string_view key) {
        if (key == "user") person.user = reader.text("user");
        else if (key == "role") person.role = reader.text("role");
        else if (key == "areas")
            reader.list("areas", cursors_max, [&] { person.areas.push_back(reader.text("areas")); });
        else return false;
        return true;
    });
    return person;
}

}  // namespace

// [saves, drafts, files] without the noughts at its end: most devices say [].
void put_waits(JsonText& json, const Waits& waits) {
    const std::uint32_t numbers[]{waits.saves, waits.drafts, waits.files};
    std::size_t count = std::size(numbers);
    while (count > 0 && numbers[count - 1] == 0) --count;
    json.open('[');
    for (std::size_t i = 0; i < count; ++i) json.number(numbers[i]);
    json.close(']');
}

Waits read_waits(MessageReader& reader) {
    Waits waits;
    reader.tuple("waits", 0, waits_max, [&](std::size_t place) {
        const std::uint32_t number = reader.number_32("waits");
        if (place == 0) waits.saves = number;
        if (place == 1) waits.drafts = number;
        if (place == 2) waits.files = number;
    });
    return waits;
}

void put_desk(JsonText& json, const Desk& desk) {
    json.open('{').key("devices").open('[');
    for (const DeskDevice& device : desk.devices) put_device(json, device);
    json.close(']');
    if (!desk.refused.empty()) {
        json.key("refused").open('[');
        for (const RefusedSave& save : desk.refused) put_refused(json, save);
        json.close(']');
    }
    if (!desk.idle.empty()) {
        json.key("idle").open('[');
        for (const IdlePerson& person : desk.idle) put_idle(json, person);
        json.close(']');
    }
    json.close('}');
}

Desk read_desk(MessageReader& reader) {
    Desk desk;
    reader.members({"devices"}, [&](std::string_view key) {
        if (key == "devices")
            reader.list("devices", desk_devices_max, [&] { desk.devices.push_back(read_device(reader)); });
        else if (key == "refused")
            reader.list("refused", desk_refused_max, [&] { desk.refused.push_back(read_refused(reader)); });
        else if (key == "idle") reader.list("idle", desk_idle_max, [&] { desk.idle.push_back(read_idle(reader)); });
        else return false;
        return true;
    });
    return desk;
}

std::string fingerprint(const Desk& desk) {
    return desk.devices.empty() ? "" : to_hex(sha256(encode(desk))).substr(0, 8);
}

std::string encode(const Desk& desk) {
    JsonText json;
    put_desk(json, desk);
    return json.take();
}

std::optional<Desk> decode_desk(const std::string& text) {
    if (!check_json(text, "desk")) return std::nullopt;
    JsonCursor cursor(text);
    MessageReader reader(cursor);
    Desk desk = read_desk(reader);
    return reader.ok() ? std::optional(std::move(desk)) : std::nullopt;
}

}  // namespace nuong::protocol
