// POST /v1/digests: when a device's digest of an area is not the server's, it tells the marks of its buckets; back come
// the records of those that differ. The device then asks for what it lacks, or has otherwise, as for records in doubt.
#pragma once
#include "shared/protocol/messages.h"

namespace nuong::protocol {

class MessageReader;

struct DigestsRequest {
    AreaCode area;
    BucketMarks buckets{};
    std::uint32_t first = 0;  // buckets before it have been looked at
    bool cases = false;       // of the forms of which the user reads only the own caseload; else of all others

    bool operator==(const DigestsRequest&) const = default;
};

struct MarkedRecord {
    RecordId record;
    std::uint64_t mark = 0;

    bool operator==(const MarkedRecord&) const = default;
};

struct DigestsAnswer {
    std::vector<std::uint32_t> differing;  // buckets, of which `records` are all that the server has for this device
    std::vector<MarkedRecord> records;
    std::uint32_t next = digest_buckets;  // where to go on; the number of buckets: that was all
    bool cases = false;                   // it speaks of the caseload, as it was asked; an older server does not

    bool operator==(const DigestsAnswer&) const = default;
};

std::string encode(const DigestsRequest& request);
std::string encode(const DigestsAnswer& answer);
Result<DigestsRequest> decode_digests_request(std::string_view text);
Result<DigestsAnswer> decode_digests_answer(std::string_view text);

// base64url of its eight bytes. Within the protocol room only.
std::string mark_text(std::uint64_t mark);
std::uint64_t read_mark(MessageReader& reader, std::string_view place);

}  // namespace nuong::protocol
