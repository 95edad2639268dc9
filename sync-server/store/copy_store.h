// Moving house: every row of one store into another, in whatever engine either lies. Ids, positions, epoch and audit
// stay what they were, so that devices notice nothing.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

#include "shared/base/result.h"
#include "sync-server/store/sql.h"

namespace nuong {

// After each page: of which table, and how many rows have gone over so far in all.
using CopyProgress = std::function<void(std::string_view table, std::uint64_t rows)>;

// `to` has the tables and no store in them. Cut off at any moment, it is none yet, and the next call goes on where this
// one was; what has changed at `from` meanwhile makes it begin anew. Returns the rows of the whole store. Fails when
// half of another store is there. Throws DatabaseError.
Result<std::uint64_t> copy_store(
    Sql& from, Sql& to, const CopyProgress& tell = [](auto...) {});

}  // namespace nuong
