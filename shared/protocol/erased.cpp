#include "shared/protocol/erased.h"

#include "shared/base/hash.h"
#include "shared/protocol/codec.h"

namespace nuong::protocol {

void put_erasures(JsonText& json, const Erasures& erasures) {
    json.open('{').key("at").number(erasures.at).key("records").open('[');
    for (const Tombstone& tombstone : erasures.records)
        json.open('[')
            .text(to_base64url(tombstone.record.bytes))
            .integer(tombstone.at.time_since_epoch().count())
            .text(tombstone.reason)
            .close(']');
    json.close(']');
    if (erasures.more) json.key("more").boolean(true);
    json.close('}');
}

Erasures read_erasures(MessageReader& reader) {
    Erasures erasures;
    reader.members({"at", "records"}, [&](std::string_view key) {
        if (key == "at") erasures.at = reader.number("at");
        else if (key == "more") erasures.more = reader.is_true();
        else if (key == "records")
            reader.list("erased", erasures_max, [&] {
                Tombstone& tombstone = erasures.records.emplace_back();
                reader.tuple("erased", 3, 3, [&](std::size_t place) {
                    if (place == 0) tombstone.record = reader.id("erased");
                    if (place == 1) tombstone.at = reader.instant("erased");
                    if (place == 2) tombstone.reason = reader.text("erased");
                });
            });
        else return false;
        return true;
    });
    return erasures;
}

bool is_without_body(std::string_view text) { return text.starts_with(R"({"erased":)"); }

SentChange read_without_body(MessageReader& reader) {
    SentChange sent;
    sent.text = reader.text_of_value([&] {
        reader.members({"erased", "device", "seq", "record"}, [&](std::string_view key) {
            if (key == "erased") sent.erased = reader.hash("erased");
            else if (key == "device") sent.change.device = reader.device("device");
            else if (key == "seq") sent.change.seq = reader.number("seq");
            else if (key == "record") sent.change.record = reader.id("record");
            else return false;
            return true;
        });
    });
    if (sent.change.seq == 0) reader.fail("seq");
    return sent;
}

SentChange SentChange::without_body(DeviceId device, std::uint64_t seq, const RecordId& record, const Hash& hash) {
    JsonText json(180);
    json.open('{').key("erased").text(to_hex(hash)).key("device").text(to_string(device));
    json.key("seq").number(seq).key("record").text(to_base64url(record.bytes)).close('}');
    SentChange sent;
    sent.change.device = device;
    sent.change.seq = seq;
    sent.change.record = record;
    sent.text = json.take();
    sent.erased = hash;
    return sent;
}

Hash SentChange::hash() const { return erased ? *erased : sha256(text); }

Hash hash_of_change(std::string_view text) {
    const auto sent = is_without_body(text) ? decode_sent_change(text) : Result<SentChange>(Error{});
    return sent ? sent->hash() : sha256(text);
}

}  // namespace nuong::protocol
