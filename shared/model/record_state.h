// RecordState: everything a node knows of one record, as registers of concurrent heads plus the context of dots seen.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/model/context.h"
#include "shared/model/ids.h"
#include "shared/model/value.h"

namespace nuong {

// A write that nobody who saw it has replaced.
struct Head {
    Dot dot;
    Instant at;  // ranks concurrent heads; never decides what was replaced
    UserId author;
    Value value;
    std::optional<Value> before;  // under the review policy: the value that was agreed when this was written

    bool operator==(const Head&) const = default;
};

struct Register {
    Path path;
    std::vector<Head> heads;  // sorted by dot; more than one = written concurrently

    bool operator==(const Register&) const = default;
};

struct RecordState {
    RecordId id;
    FormId form;
    Context context;
    std::vector<Register> registers;  // sorted by path; never one without heads

    const Register* find(std::string_view path) const;
    bool operator==(const RecordState&) const = default;
};

}  // namespace nuong
