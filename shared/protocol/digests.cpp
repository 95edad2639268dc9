#include "shared/protocol/digests.h"

#include "shared/protocol/json_text.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {
namespace {

constexpr std::size_t mark_bytes = 8;
constexpr std::size_t records_max = 1'000'000;  // of one answer; its bytes are what limits it
using MarkBytes = std::array<std::uint8_t, mark_bytes>;

MarkBytes bytes_of(std::uint64_t mark) {
    MarkBytes bytes;
    for (std::size_t i = mark_bytes; i-- > 0; mark >>= 8) bytes[i] = static_cast<std::uint8_t>(mark);
    return bytes;
}

std::uint64_t mark_of_bytes(std::span<const std::uint8_t> bytes) {
    std::uint64_t mark = 0;
    for (const std::uint8_t byte : bytes) mark = mark << 8 | byte;
    return mark;
}

// All marks in a row: shorter than two hundred and fifty-six texts.
std::string text_of(const BucketMarks& buckets) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(buckets.size() * mark_bytes);
    for (const std::uint64_t mark : buckets)
        for (const std::uint8_t byte : bytes_of(mark)) bytes.push_back(byte);
    return to_base64url(bytes);
}

BucketMarks read_buckets(MessageReader& reader) {
    constexpr std::size_t text_bytes = digest_buckets * mark_bytes * 4 / 3 + 4;
    BucketMarks buckets{};
    const auto bytes = from_base64url(reader.text("buckets", text_bytes));
    if (!bytes || bytes->size() != buckets.size() * mark_bytes) return reader.fail("buckets"), buckets;
    for (std::size_t i = 0; i < buckets.size(); ++i)
        buckets[i] = mark_of_bytes(std::span(*bytes).subspan(i * mark_bytes, mark_bytes));
    return buckets;
}

std::uint32_t read_bucket(MessageReader& reader, std::string_view place, std::size_t most) {
    const std::uint64_t bucket = reader.number(place);
    if (bucket > most) reader.fail(place);
    return static_cast<std::uint32_t>(bucket & 0xFFFFu);
}

MarkedRecord read_marked(MessageReader& reader) {
    MarkedRecord marked;
    reader.tuple("records", 2, 2, [&](std::size_t place) {
        if (place == 0) marked.record = reader.id("records");
        if (place == 1) marked.mark = read_mark(reader, "records");
    });
    return marked;
}

}  // namespace

std::string mark_text(std::uint64_t mark) { return to_base64url(bytes_of(mark)); }

std::uint64_t read_mark(MessageReader& reader, std::string_view place) {
    return mark_of_bytes(read_bytes<MarkBytes>(reader, place));
}

std::string encode(const DigestsRequest& request) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("area").text(request.area);
    json.key("buckets").text(text_of(request.buckets));
    if (request.first > 0) json.key("first").number(request.first);
    if (request.cases) json.key("cases").boolean(true);
    return json.close('}').take();
}

std::string encode(const DigestsAnswer& answer) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("differing").open('[');
    for (const std::uint32_t bucket : answer.differing) json.number(bucket);
    json.close(']').key("records").open('[');
    for (const MarkedRecord& marked : answer.records)
        json.open('[').text(to_base64url(marked.record.bytes)).text(mark_text(marked.mark)).close(']');
    json.close(']');
    if (answer.next < digest_buckets) json.key("next").number(answer.next);
    if (answer.cases) json.key("cases").boolean(true);
    return json.close('}').take();
}

Result<DigestsRequest> decode_digests_request(std::string_view text) {
    return decode_message<DigestsRequest>(text, {"protocol", "area", "buckets"},
                                          [](MessageReader& reader, DigestsRequest& request, std::string_view key) {
                                              if (key == "area") request.area = reader.text("area");
                                              else if (key == "buckets") request.buckets = read_buckets(reader);
                                              else if (key == "first")
                                                  request.first = read_bucket(reader, "first", digest_buckets);
                                              else if (key == "cases") request.cases = reader.is_true();
                                              else return false;
                                              return true;
                                          });
}

Result<DigestsAnswer> decode_digests_answer(std::string_view text) {
    return decode_message<DigestsAnswer>(
        text, {"protocol", "differing", "records"},
        [](MessageReader& reader, DigestsAnswer& answer, std::string_view key) {
            if (key == "differing")
                reader.list("differing", digest_buckets,
                            [&] { answer.differing.push_back(read_bucket(reader, "differing", digest_buckets - 1)); });
            else if (key == "records")
                reader.list("records", records_max, [&] { answer.records.push_back(read_marked(reader)); });
            else if (key == "next") answer.next = read_bucket(reader, "next", digest_buckets);
            else if (key == "cases") answer.cases = reader.is_true();
            else return false;
            return true;
        });
}

}  // namespace nuong::protocol
