// Digest: what a set of records is, in a few bytes, so that two sides see at a glance whether they hold the same.
// Records come and go one by one; order does not matter.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "shared/model/ids.h"

namespace nuong {

// 64 bits of one state of a record: SipHash-2-4 (Aumasson and Bernstein, 2012) of its text, the id as the key. It finds
// accidents; nobody who could forge one would gain by it.
std::uint64_t state_mark(const RecordId& record, std::string_view state);

struct Digest {
    std::uint64_t records = 0;
    std::uint64_t mark = 0;  // exclusive or of all states

    void add(std::uint64_t state) { ++records, mark ^= state; }
    void remove(std::uint64_t state) { --records, mark ^= state; }
    void add(const Digest& other) { records += other.records, mark ^= other.mark; }
    bool operator==(const Digest&) const = default;
};

// The records of an area by the last byte of their ids, which is random: where two sides differ in a few records, they
// tell each other the ids of a few buckets only.
inline constexpr std::size_t digest_buckets = 256;
using BucketMarks = std::array<std::uint64_t, digest_buckets>;
inline std::size_t bucket_of(const RecordId& record) { return record.bytes.back(); }

}  // namespace nuong
