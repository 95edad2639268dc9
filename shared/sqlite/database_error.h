// A broken world under a store, in whatever engine it lies: what is thrown, and what a person can do about it.
#pragma once
#include <cstdint>
#include <exception>
#include <span>
#include <string>

#include "shared/base/result.h"

namespace nuong {

using Blob = std::span<const std::uint8_t>;

class DatabaseError : public std::exception {
public:
    enum class Kind {
        full,         // no space left; the transaction was rolled back
        damaged,      // not a database, wrong key, or pages that fail their check
        busy,         // another process holds it
        io,           // the disk or the folder refuses
        unreachable,  // a database server that does not answer, or is not the one that may be written to
        misuse,       // a bug of ours: bad SQL, a broken constraint
    };
    DatabaseError(Kind kind, std::string detail);
    const char* what() const noexcept override { return detail_.c_str(); }
    Kind kind() const { return kind_; }
    // What a person can do about it.
    Error error() const;

private:
    Kind kind_;
    std::string detail_;
};

}  // namespace nuong
