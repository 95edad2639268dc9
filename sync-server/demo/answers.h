// Answers: what one made-up form was filled with, put together question by question.
#pragma once
#include "shared/base/date.h"
#include "shared/base/uuid.h"
#include "shared/model/value.h"
#include "sync-server/demo/chance.h"

namespace nuong::demo {

class Answers {
public:
    Answers& put(std::string path, Value value) {
        if (!value.is_null()) fields_.push_back({std::move(path), std::move(value)});
        return *this;
    }
    Answers& put(std::string path, Date day) { return put(std::move(path), Value(to_string(day))); }
    Answers& put(std::string path, const Uuid& record) { return put(std::move(path), Value(to_string(record))); }

    // A new row's path, "members/<key>/"; keys made later sort later.
    std::string row(const std::string& repeat, Date day, Chance& chance);
    Fields take();  // sorted

private:
    Fields fields_;
    std::uint32_t rows_ = 0;
};

// A record's identity: its time, then chance.
Uuid made_up_id(Instant at, Chance& chance);

}  // namespace nuong::demo
