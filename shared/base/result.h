// Result<T>: a value, or an Error that a person can act on. For failure that is part of normal life (invalid answers,
// no network, a wrong PIN). A broken world (full disk, damaged file) throws instead: see shared/sqlite/database.h.
#pragma once
#include <cassert>
#include <string>
#include <utility>
#include <variant>

#include "shared/base/message.h"

namespace nuong {

enum class ErrorCode {
    invalid,      // the input is not what it must be
    not_found,    // the thing named does not exist here
    usage,        // the command was written wrongly
    unreachable,  // no answer from the server
    refused,      // the other side said no: not enrolled, revoked, no right
    locked,       // the store needs a PIN, or the PIN is wrong
    damaged,      // the store or a file cannot be read
    no_space,     // the disk is full; nothing was changed
};

// Stable name of a code, as in JSON answers: "invalid", "not_found" ...
const char* name_of(ErrorCode code);

// The exit code of a command that ends with this error (the contract of both programs).
int exit_code_of(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::invalid;
    Message message;

    bool operator==(const Error&) const = default;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::move(value)) {}
    Result(Error error) : held_(std::move(error)) {}

    explicit operator bool() const { return std::holds_alternative<T>(held_); }
    T& value() {
        assert(*this);
        return *std::get_if<T>(&held_);
    }
    const T& value() const {
        assert(*this);
        return *std::get_if<T>(&held_);
    }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const {
        assert(!*this);
        return *std::get_if<Error>(&held_);
    }

private:
    std::variant<T, Error> held_;
};

struct Done {
    bool operator==(const Done&) const = default;
};
using Status = Result<Done>;

}  // namespace nuong
